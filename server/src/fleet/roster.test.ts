import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMemoryStore } from './fake-store.ts';
import { startProcess } from './fake-process.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const NAMES = ['instance-1', 'instance-2', 'instance-3'];

describe('servers that share a database', () => {
  async function two() {
    const store = createMemoryStore('postgres');
    return { store, a: await startProcess(store), b: await startProcess(store) };
  }

  test('know of each other’s instances, and of what they confirm, wherever it arrives', async () => {
    const { a, b } = await two();
    a.connect('instance-1').delivered(5);
    a.connect('instance-2');
    await pass(1_500);
    expect(await b.report(5)).toMatchObject({ connected: 2, delivered: 1, waiting: 1, complete: false });
    a.confirm('instance-1', 5);
    b.confirm('instance-2', 5);
    await pass(500);
    for (const { report } of [a, b]) expect(await report(5)).toMatchObject({ applied: 2, complete: true });
  });

  test('nothing is proven before the others had the time to tell', async () => {
    const { a, b } = await two();
    await b.report(5);
    a.connect('instance-1');
    b.commit(6);
    expect(await b.report(6)).toMatchObject({ connected: 0, complete: false });
    await pass(750);
    expect(await b.report(6)).toMatchObject({ connected: 1, complete: false });
  });

  test('a receipt may come before the revision does', async () => {
    const { a, b } = await two();
    a.connect('instance-1');
    a.commit(6);
    expect(b.confirm('instance-1', 6)).toBe(false);
    await pass(100);
    b.commit(6);
    await pass(1_000);
    for (const { report } of [a, b]) expect(await report(6)).toMatchObject({ applied: 1, maxMs: 0 });
  });

  test('a wrong receipt shows on both, and a right one after it', async () => {
    const { a, b } = await two();
    a.connect('instance-1');
    b.confirm('instance-1', 5, { digest: 'another' });
    await pass(1_000);
    for (const { report } of [a, b]) expect(await report(5)).toMatchObject({ diverged: 1 });
    a.confirm('instance-1', 5);
    await pass(1_000);
    for (const { report } of [a, b]) expect(await report(5)).toMatchObject({ diverged: 0, applied: 1 });
  });

  test('an instance that moved counts once, and where it is', async () => {
    const { a, b } = await two();
    const old = a.connect('instance-1');
    await pass(1_000);
    const stream = b.connect('instance-1');
    await pass(1_000);
    for (const { report } of [a, b]) expect(await report(5)).toMatchObject({ connected: 1 });
    old.closed();
    await pass(1_000);
    for (const { report } of [a, b]) {
      expect(await report(5)).toMatchObject({ connected: 1, silent: { count: 0 } });
    }
    stream.closed();
    await pass(1_000);
    for (const { report } of [a, b]) {
      expect(await report(5)).toMatchObject({ connected: 0, silent: { count: 1 } });
    }
  });

  test('a receipt is not forgotten, however long ago it came to the other one', async () => {
    const { a, b } = await two();
    a.connect('instance-1');
    await pass(1_000);
    b.confirm('instance-1', 5);
    await pass(30 * 60_000);
    for (const { report } of [a, b]) expect(await report(5)).toMatchObject({ applied: 1, connected: 1 });
  });

  test('a stranger’s receipt makes nobody connected', async () => {
    const { a, b } = await two();
    expect(a.confirm('stranger-1', 5)).toBe(false);
    await pass(1_000);
    for (const { report } of [a, b]) expect(await report(5)).toMatchObject({ connected: 0, applied: 0 });
  });

  test('after a restore of the database, what was confirmed before counts nowhere', async () => {
    const { a, b } = await two();
    a.connect('instance-1');
    a.confirm('instance-1', 5);
    await pass(1_000);
    b.commit(5, 'restored');
    expect(await b.report(5)).toMatchObject({ connected: 1, applied: 0 });
    a.commit(5, 'restored');
    a.confirm('instance-1', 5, { epoch: 'restored' });
    await pass(1_000);
    expect(await b.report(5)).toMatchObject({ connected: 1, applied: 1 });
  });

  test('one that was cut off from the database for long writes all of it again', async () => {
    const { store, a, b } = await two();
    a.connect('instance-1');
    await pass(1_000);
    store.servers.clear();
    store.records.clear();
    await pass(10_000);
    const c = await startProcess(store);
    await pass(1_000);
    expect(await c.report(5)).toMatchObject({ connected: 1 });
    expect(await b.report(5)).toMatchObject({ connected: 1 });
  });
});

describe('a database that does not work', () => {
  const broken = () => Promise.reject(new Error('disk full'));

  test.each(['sqlite', 'postgres'] as const)(
    'disturbs nobody, is told of once, and gets it all later: %s',
    async (engine) => {
      const store = createMemoryStore(engine);
      const server = await startProcess(store);
      await server.report(5);
      store.trouble = broken;
      const streams = NAMES.map((name) => server.connect(name));
      for (const name of NAMES) expect(server.confirm(name, 5)).toBe(true);
      streams[0]?.closed();
      await pass(60_000);
      expect(await server.report(5)).toMatchObject({ connected: 2, applied: 2 });
      expect(server.warn).toHaveBeenCalledTimes(1);
      expect(store.calls).toBeLessThan(100);
      store.trouble = undefined;
      await pass(5_000);
      expect([...store.records.values()].map(({ streaming }) => streaming)).toEqual([false, true, true]);
    },
  );

  test('makes a report say so, and proves nothing, until it works again', async () => {
    const store = createMemoryStore('postgres');
    const server = await startProcess(store);
    await pass(1_000);
    expect(await server.report(5)).toMatchObject({ connected: 0, whole: true, complete: true });
    store.trouble = broken;
    await pass(1_000);
    expect(await server.report(5)).toMatchObject({ connected: 0, whole: false, complete: false });
    store.trouble = undefined;
    expect(await server.report(5)).toMatchObject({ whole: true, complete: true });
  });

  test('of which nothing could be read since the start: nobody knows who is missing', async () => {
    const store = createMemoryStore('sqlite');
    store.trouble = broken;
    const server = await startProcess(store);
    server.connect('instance-1');
    server.confirm('instance-1', 5);
    await pass(1_000);
    expect(await server.report(5)).toMatchObject({ applied: 1, connected: 1, whole: false, complete: false });
  });

  test('and hangs, is not waited for', async () => {
    const store = createMemoryStore('postgres');
    const server = await startProcess(store);
    await pass(1_000);
    store.trouble = () => new Promise(() => undefined);
    const report = server.report(5);
    await pass(1_000);
    expect(await report).toMatchObject({ whole: false, complete: false });
  });
});
