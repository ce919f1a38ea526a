import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMemoryStore, type MemoryStore } from './fake-store.ts';
import { startProcess } from './fake-process.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const NAMES = ['instance-1', 'instance-2', 'instance-3'];

describe.each(['sqlite', 'postgres'] as const)('after a restart on %s', (engine) => {
  async function restarted() {
    const store = createMemoryStore(engine);
    const before = await startProcess(store);
    const streams = NAMES.map((name) => before.connect(name));
    await pass(1_000);
    return { store, before, streams };
  }

  async function next(store: MemoryStore, before: { die: () => void }) {
    before.die();
    const after = await startProcess(store);
    // On Postgres it may be another server that lives: that takes a few lost heartbeats to find out.
    await pass(25_000);
    after.commit(6);
    await pass(1_000);
    return after;
  }

  test('those who were connected are missed until they are back', async () => {
    const { store, before } = await restarted();
    const after = await next(store, before);
    expect(await after.report(6)).toMatchObject({
      connected: 3,
      applied: 0,
      away: 3,
      complete: false,
      whole: true,
    });
    after.connect('instance-1');
    after.confirm('instance-1', 6);
    const one = await after.report(6);
    expect(one).toMatchObject({ connected: 3, applied: 1, away: 2, complete: false });
    expect(one.instances.map(({ state }) => state)).toEqual(['away', 'away', 'applied']);
    for (const name of NAMES) {
      after.connect(name);
      after.confirm(name, 6);
    }
    expect(await after.report(6)).toMatchObject({ connected: 3, applied: 3, away: 0, complete: true });
  });

  test('they count from when they were first seen: the time is how long they ran without it', async () => {
    const { store, before } = await restarted();
    const after = await next(store, before);
    after.connect('instance-1');
    after.confirm('instance-1', 6);
    expect((await after.report(6)).maxMs).toBe(1_000);
  });

  test('for a while; then they are silent, and in the end forgotten, in the database too', async () => {
    const { store, before } = await restarted();
    const after = await next(store, before);
    await pass(90_000);
    expect(await after.report(6)).toMatchObject({ connected: 0, away: 0, silent: { count: 3, behind: 3 } });
    await pass(600_000);
    expect(await after.report(6)).toMatchObject({ connected: 0, silent: { count: 0 }, complete: true });
    await pass(3 * 3_600_000);
    expect([store.records.size, store.servers.size]).toEqual([0, 1]);
  });

  test('a receipt that was on its way does not make them forgotten', async () => {
    const { store, before } = await restarted();
    const after = await next(store, before);
    after.confirm('instance-1', 5);
    await pass(5_000);
    expect(await after.report(6)).toMatchObject({ connected: 3, away: 3, complete: false });
  });

  test('who is back and loses its stream again is still missed', async () => {
    const { store, before } = await restarted();
    const after = await next(store, before);
    after.connect('instance-1').closed();
    expect(await after.report(6)).toMatchObject({ connected: 3, away: 3, silent: { count: 0 } });
  });

  test('nobody who said goodbye is missed, said before or after', async () => {
    const { store, before, streams } = await restarted();
    before.leave('instance-1');
    streams[0]?.closed();
    await pass(1_000);
    const after = await next(store, before);
    expect(await after.report(6)).toMatchObject({ connected: 2, away: 2 });
    after.leave('instance-2');
    expect(await after.report(6)).toMatchObject({ connected: 1, away: 1, silent: { count: 0 } });
  });

  test('who was silent before is so after', async () => {
    const { store, before, streams } = await restarted();
    streams[0]?.closed();
    await pass(1_000);
    const after = await next(store, before);
    expect(await after.report(6)).toMatchObject({ connected: 2, away: 2, silent: { count: 1 } });
  });

  test('a server that ends properly ends the streams, and that is no reason to forget them', async () => {
    const { store, before, streams } = await restarted();
    await before.roster.ending();
    for (const stream of streams) stream.closed();
    before.leave('instance-3');
    await before.roster.close();
    const after = await startProcess(store);
    expect(await after.report(5)).toMatchObject({ connected: 2, away: 2, silent: { count: 0 } });
  });

  test('a poller is expected when it asks again', async () => {
    const store = createMemoryStore(engine);
    const before = await startProcess(store);
    before.poll('poller-1', 300_000);
    await pass(1_000);
    const after = await next(store, before);
    await pass(700_000);
    expect(await after.report(6)).toMatchObject({ connected: 1, away: 1 });
    await pass(50_000);
    expect(await after.report(6)).toMatchObject({ connected: 0, silent: { count: 1 } });
    after.leave('poller-1');
    await pass(3_600_000);
    expect(await after.report(6)).toMatchObject({ connected: 0, silent: { count: 0 } });
  });

  test('however often it starts and ends, only so much is kept', async () => {
    const store = createMemoryStore(engine);
    for (let i = 0; i < 40; i++) {
      const one = await startProcess(store);
      one.connect(`instance-${i}`);
      await one.report(5);
      await pass(1_000);
      await one.roster.ending();
      await one.roster.close();
    }
    const last = await startProcess(store);
    expect(store.servers.size).toBeLessThanOrEqual(21);
    expect(await last.report(5)).toMatchObject({ connected: 20, away: 20 });
  });

  test('what is back is written down once', async () => {
    const { store, before } = await restarted();
    const after = await next(store, before);
    for (const name of NAMES) after.connect(name);
    await pass(1_000);
    expect(store.records.size).toBe(3);
  });
});
