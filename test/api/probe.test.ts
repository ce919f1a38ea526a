import { expect, test, vi } from 'vitest';
import { createLogger } from '../../server/src/logging/logger.ts';
import { createProbe, type Probe } from '../../server/src/probe/index.ts';
import { HIDDEN_PROJECT, type Store } from '../../server/src/store/index.ts';
import { startServer } from '../delivery/start-server.ts';
import { startProxy } from '../faults/proxy.ts';

/** Long enough for a busy machine; nothing here measures. */
const patience = { timeout: 20_000, interval: 10 };

function probing(store: Pick<Store, 'commitProbe'>, url: string, answerMs = 10_000) {
  const lines: string[] = [];
  const rounds: (number | undefined)[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  const monitor = { probed: (ms: number | undefined) => void rounds.push(ms) };
  const timing = { everyMs: 20, answerMs, now: Date.now };
  const probe: Probe = createProbe({ ...timing, store, url, logger, monitor });
  return { probe, rounds, log: () => lines.filter((line) => line.includes('probe')) };
}

test('a change reaches an SDK on the public address again and again, and users see nothing of it', async () => {
  await using server = await startServer();
  const { probe, rounds, log } = probing(server.store, server.url);
  expect(probe.propagation()).toMatchObject({ lastMs: null, samples: 0 });
  probe.start();
  await vi.waitFor(() => expect(probe.propagation().samples).toBeGreaterThanOrEqual(3), patience);
  await probe.close();

  const { lastMs, p50Ms, p99Ms, measuredAt, failing } = probe.propagation();
  expect(failing).toBeNull();
  expect(lastMs).toBeGreaterThan(0);
  expect(p99Ms).toBeGreaterThanOrEqual(p50Ms ?? Infinity);
  expect(measuredAt).toBeGreaterThan(0);
  expect(rounds).not.toContain(undefined);
  expect(log()).toEqual([]);

  expect((await server.store.projects()).map(({ key }) => key)).toEqual(['shop']);
  expect(server.fleet.receipt('shop', 'production', 1)).toMatchObject({ connected: 0 });
  // What the SDK counted went out when it ended.
  expect(await server.store.exposures(HIDDEN_PROJECT, { from: 0 })).toEqual([]);
});

test('a way that is cut is told once, with the reason, and so is its return', async () => {
  await using server = await startServer();
  await using proxy = await startProxy(server.url);
  const { probe, rounds, log } = probing(server.store, proxy.url, 500);
  probe.start();
  await vi.waitFor(() => expect(probe.propagation().samples).toBeGreaterThanOrEqual(1), patience);
  await vi.waitFor(() => expect(probe.propagation().failing).toBeNull(), patience);
  const before = log().length;

  proxy.set({
    name: 'cut',
    accept: (client) => client.destroy(),
    begin: ({ client }) => client.destroy(),
  });
  const failed = () => rounds.slice(-3).filter((ms) => ms === undefined).length;
  await vi.waitFor(() => expect(failed()).toBe(3), patience);
  expect(probe.propagation().failing).toContain(`no answer within 0.5 s at ${proxy.url}`);
  expect(log()).toHaveLength(before + 1);
  expect(log()[before]).toMatch(/"level":40.*the probe fails: no answer within/);

  proxy.set(undefined);
  await vi.waitFor(() => expect(probe.propagation().failing).toBeNull(), patience);
  expect(log()[before + 1]).toContain('the probe gets answers again');
  await probe.close();
});

test('a database that takes nothing is a failing probe too', async () => {
  await using server = await startServer();
  await server.store.close();
  const { probe, rounds, log } = probing(server.store, server.url);
  probe.start();
  await vi.waitFor(() => expect(rounds.length).toBeGreaterThanOrEqual(2), patience);
  expect(rounds).toEqual(rounds.map(() => undefined));
  expect(probe.propagation().failing).toBe('the database does not take a change');
  expect(log()).toHaveLength(1);
  await probe.close();
});

test('a probe on an address that hangs does not hold up the end', async () => {
  await using server = await startServer();
  await using proxy = await startProxy(server.url);
  proxy.set({ name: 'silence', accept: () => undefined });
  const { probe } = probing(server.store, proxy.url);
  probe.start();
  await vi.waitFor(() => expect(proxy.hits).toBeGreaterThanOrEqual(1), patience);
  await probe.close();
  expect(probe.propagation().samples).toBe(0);
});
