import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createClient, type Client } from '@signalbox/sdk-node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSignalbox, type Signalbox } from '../setup/signalbox.ts';
import { runHere } from './in-process.ts';

const CLIENTS = 5;

let server: Signalbox;
let clients: Client[];
let env: Record<string, string>;

beforeAll(async () => {
  server = await startSignalbox();
  const response = await fetch(`${server.url}/api/v1/api-tokens`, {
    method: 'POST',
    headers: { cookie: server.admin.cookie, origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'restart', role: 'operator' }),
  });
  const { token } = (await response.json()) as { token: string };
  env = { SIGNALBOX_URL: server.url, SIGNALBOX_TOKEN: token };
});
afterAll(() => server[Symbol.asyncDispose]());

// Fresh ones each time: who lost its server again and again waits longer and longer.
beforeEach(async () => {
  clients = Array.from({ length: CLIENTS }, () =>
    createClient({ url: server.url, sdkKey: server.serverKey, application: 'shop' }),
  );
  await Promise.all(clients.map((client) => client.ready({ timeoutMs: 10_000 })));
});
afterEach(() => Promise.all(clients.map((client) => client.close())));

/** How many instances the database holds as connected, whoever wrote it. */
function writtenDown(): number {
  const database = new DatabaseSync(join(server.dataFolder, 'signalbox.db'));
  try {
    const count = 'select count(distinct instance) as count from sdk_instances where streaming = 1';
    return Number(database.prepare(count).get()?.['count']);
  } finally {
    database.close();
  }
}

/** After a few tries in vain they poll, until a stream lives again. */
const allStream = () =>
  expect
    .poll(() => clients.every((client) => client.stats().transport === 'stream'), { timeout: 60_000 })
    .toBe(true);

const withFlag = (flag: string) => clients.filter((client) => client.isEnabled(flag)).length;

const kill = (flag: string, timeout: string) =>
  runHere(['kill', flag, '--environment', 'production', '--timeout', timeout], { env });

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'after %s and a start, a kill is proven once everybody is back, and not before',
  async (signal) => {
    const flag = 'recommendations';
    await expect.poll(writtenDown).toBe(CLIENTS);
    await server.stop(signal);
    await server.start();
    const before = withFlag(flag);
    const first = await kill(flag, '200ms');
    const after = withFlag(flag);
    expect(before).toBe(CLIENTS);
    expect(first.out).not.toContain('No SDK instance');
    // All of them may be back that soon; otherwise it must not say so.
    expect(after === 0 || first.code === 3).toBe(true);

    const { code, out } = await kill(flag, '60s');
    expect(code).toBe(0);
    expect(withFlag(flag)).toBe(0);
    expect(out).toMatch(/5 of 5 SDK instances run without it, \S+ m?s\n$/);
    await server.admin.restore(flag);
    await expect.poll(() => withFlag(flag)).toBe(CLIENTS);
  },
  120_000,
);

test('who does not come back is named, and the kill is not called proven', async () => {
  const ending = new AbortController();
  const query = 'instance=never-again-1&sdk=node%2F0.1.0&application=old-worker';
  const response = await fetch(`${server.url}/sdk/v1/stream?${query}`, {
    headers: { authorization: `Bearer ${server.serverKey}` },
    signal: ending.signal,
  });
  await response.body?.getReader().read();
  await expect.poll(writtenDown).toBe(CLIENTS + 1);
  await server.stop('SIGKILL');
  ending.abort();
  await server.start();
  await expect
    .poll(() => server.admin.receipt(0), { timeout: 60_000 })
    .toMatchObject({ applied: CLIENTS, connected: CLIENTS + 1, complete: false });
  await allStream();
  const all = await kill('product-layout', '8s');
  expect(all.code).toBe(3);
  expect(all.out).toContain('5 of 6 SDK instances run without it (1 not back yet since its server ended)');
  expect(all.out).toMatch(/^never-ag… +old-worker +node\/0\.1\.0 +- +not back yet +stream +/m);
  expect(all.err).toContain('1 SDK instance did not confirm it within 8 s');
}, 120_000);

test('a database that does not say who was connected proves nothing, and disturbs nobody', async () => {
  await server.stop('SIGTERM');
  const database = new DatabaseSync(join(server.dataFolder, 'signalbox.db'));
  database.exec('alter table sdk_instances rename to hidden_instances');
  database.close();
  await server.start();
  await expect
    .poll(() => server.admin.receipt(0), { timeout: 60_000 })
    .toMatchObject({ applied: CLIENTS, connected: CLIENTS, complete: false });
  await allStream();
  await server.admin.restore('recommendations').catch(() => undefined);
  const { code, out, err } = await kill('recommendations', '8s');
  expect(withFlag('recommendations')).toBe(0);
  expect(code).toBe(3);
  expect(out).toContain('5 of 5 SDK instances run without it\nThere may be others: ');
  expect(err).toContain('whether that was everybody could not be found out within 8 s');
}, 150_000);
