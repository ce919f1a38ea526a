import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startProxy } from '../faults/proxy.ts';
import { createDatabase } from '../setup/create-database.ts';
import { createPostgres } from '../store/engines.ts';
import { openApp, type TestApp } from './test-app.ts';

/** Long enough for a busy machine; nothing here measures. */
const patience = { timeout: 20_000, interval: 20 };

/** The checks that fail; none when it is ready. */
async function failing(app: TestApp): Promise<string[]> {
  const { status, body, headers } = await app.call('GET /readyz');
  if (status === 200) return [];
  expect([status, headers.get('retry-after')]).toEqual([503, '5']);
  return (body.errors ?? []).map(({ field }) => field);
}

test('a Postgres that goes away and comes back', async () => {
  const database = await createDatabase();
  const address = new URL(database.url);
  const way = await startProxy(`http://${address.host}`);
  const { host } = new URL(way.url);
  const app = await openApp({ roles: [], databaseUrl: Object.assign(address, { host }).href });
  expect(await failing(app)).toEqual([]);

  way.set({
    name: 'cut',
    accept: (client) => client.destroy(),
    begin: ({ client }) => client.destroy(),
  });
  await vi.waitFor(async () => expect(await failing(app)).toEqual(['database']), patience);
  expect((await app.call('GET /healthz')).body).toMatchObject({ status: 'ok', schema: null });

  // It takes connections, and says nothing.
  way.set({ name: 'silence', accept: () => undefined });
  expect(await failing(app)).toEqual(['database']);

  way.set(undefined);
  await vi.waitFor(async () => expect(await failing(app)).toEqual([]), patience);
  const told = app.log().match(/"msg":"(not ready: database|ready again)/g);
  expect(told).toEqual(['"msg":"not ready: database', '"msg":"ready again']);
  // First, so that nobody waits for the connections that hang.
  await way[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
  await database.drop();
});

test('a database that is older than this release', async () => {
  const database = await createPostgres();
  const app = await openApp({ roles: [], databaseUrl: database.url });
  const newest = await app.store.schemaVersion();
  await database.sql(`delete from schema_migrations where number = ${newest}`);
  expect(await failing(app)).toEqual(['migrations']);
  expect((await app.call('GET /readyz')).body.detail).toMatch(/^migrations: 1 of them missing\. /);
  await database.sql(`insert into schema_migrations (number, applied_at) values (${newest}, 0)`);
  expect(await failing(app)).toEqual([]);
  // Of a later release, which has been rolled back.
  await database.sql(`insert into schema_migrations (number, applied_at) values (${newest + 1}, 0)`);
  expect(await failing(app)).toEqual([]);
  await app[Symbol.asyncDispose]();
  await database.drop();
});

test('a server that ends is not ready any more, but alive', async () => {
  await using app = await openApp({ roles: [] });
  app.readiness.drain();
  expect(await failing(app)).toEqual(['draining']);
  expect((await app.call('GET /healthz')).status).toBe(200);
});

/** Holds the file as a writer does. Not from this process: SQLite's locks are a process's, not a connection's. */
const HOLD = `
  const { DatabaseSync } = require('node:sqlite');
  new DatabaseSync(process.argv[1]).exec('BEGIN EXCLUSIVE');
  console.log('held');
  setInterval(() => {}, 60_000);
`;

test('an SQLite file that another process is writing to can still be read, which is ready', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-held-'));
  const file = join(folder, 'store.db');
  const app = await openApp({ roles: [], databaseUrl: `sqlite:${file}` });
  const holder = spawn(process.execPath, ['-e', HOLD, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  expect(await failing(app)).toEqual([]);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  await app[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
