import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { rulesetPayload, wireFlag } from '../../core/src/sync/fixtures.ts';
import { fileCache } from './file-cache.ts';
import { createClient, type NodeClient, type NodeClientOptions } from './index.ts';

const sdkKey = 'sbx_server_secret';
const ruleset = rulesetPayload(1, [wireFlag('new-checkout', 1)]);
const clients: NodeClient[] = [];
let warnings: string[];
let server: Server;
let up: boolean;
let url: string;
let folder: string;
let file: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (!up) {
      response.destroy();
      return;
    }
    if (request.method === 'POST') {
      response.writeHead(204).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`event: put\ndata: ${JSON.stringify(ruleset)}\n\n`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(async () => {
  warnings = [];
  up = true;
  folder = await mkdtemp(join(tmpdir(), 'signalbox-cache-'));
  file = join(folder, 'flags');
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await rm(folder, { recursive: true, force: true });
});

function start(options: Partial<NodeClientOptions> = {}): NodeClient {
  const onWarning = (message: string) => void warnings.push(message);
  const client = createClient({ url, sdkKey, cacheFile: file, onWarning, ...options });
  clients.push(client);
  return client;
}

/** Leaves a file as a client does that was there before, and then the server goes away. */
async function keep(options: Partial<NodeClientOptions> = {}): Promise<void> {
  const client = start(options);
  await client.ready();
  await client.close();
  up = false;
}

const spoil = async (change: (text: string) => string): Promise<void> =>
  writeFile(file, change(await readFile(file, 'utf8')));

test('keeps the ruleset, readable by its owner only, without the key and without leftovers', async () => {
  await keep();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const text = await readFile(file, 'utf8');
  expect(text).toContain('new-checkout');
  expect(text).not.toContain('secret');
  expect(await readdir(folder)).toEqual(['flags']);
  expect(warnings).toEqual([]);
});

test('the next start answers from it without a server, and says CACHED until the server is back', async () => {
  await keep();
  const client = start();
  expect(client.getBooleanDetails('new-checkout', false)).toMatchObject({ value: true, reason: 'CACHED' });
  expect(await client.ready({ timeoutMs: 50 })).toMatchObject({ ready: true, status: 'STALE' });
  up = true;
  await vi.waitFor(() => expect(client.status).toBe('READY'), 10_000);
  expect(client.getBooleanDetails('new-checkout', false)).toMatchObject({ value: true, reason: 'STATIC' });
  expect(warnings).toEqual([]);
});

test.each<[string, string, () => Promise<unknown>]>([
  ['cut off', 'cannot be read', () => spoil((text) => text.slice(0, -20))],
  ['empty', 'not of this server', () => writeFile(file, '')],
  [
    'tampered with',
    'cannot be read',
    () => spoil((text) => text.replace('"enabled":true', '"enabled":null')),
  ],
  ['of something else', 'not of this server', () => writeFile(file, '{"theme":"dark"}')],
  ['too large', 'larger than', () => truncate(file, 64 * 1024 * 1024 + 1)],
  ['a folder', 'no file', () => rm(file).then(() => mkdir(file))],
])('a file that is %s is passed over with one warning', async (_what, why, harm) => {
  await keep();
  await harm();
  const client = start();
  expect(warnings).toEqual([expect.stringMatching(`cached ruleset.*${why}`)]);
  expect(client.getBooleanDetails('new-checkout', false).errorCode).toBe('PROVIDER_NOT_READY');
});

test('the file of another SDK key is passed over: its flags are of another environment', async () => {
  await keep({ sdkKey: 'sbx_server_of-staging' });
  const client = start();
  expect(warnings).toEqual([expect.stringContaining('not of this server and SDK key')]);
  expect(client.isEnabled('new-checkout')).toBe(false);
});

test.each([
  ['whose folder is missing', () => join(folder, 'missing', 'flags')],
  ['whose folder is a file', () => join(import.meta.filename, 'flags')],
  ['that is a folder', () => folder],
  ['that no file can be called', () => `${file}\0`],
])('a file %s costs one warning, and flags answer all the same', async (_what, name) => {
  const client = start({ cacheFile: name() });
  expect(await client.ready()).toEqual({ ready: true, status: 'READY' });
  expect(client.isEnabled('new-checkout')).toBe(true);
  await client.close();
  expect(warnings.filter((warning) => warning.includes('cannot be kept'))).toHaveLength(1);
});

test('what is saved quickly is written one at a time, and the newest is what stays', async () => {
  const cache = fileCache(file, { url, sdkKey, warn: (text) => void warnings.push(text) });
  for (let n = 1; n <= 100; n++) cache.save(`ruleset ${n}`);
  expect(cache.load(), 'the caller waits for no disk').toBeUndefined();
  await cache.idle();
  expect(cache.load()).toBe('ruleset 100');
  expect(await readdir(folder)).toEqual(['flags']);
});

test('a disk that is full once is told once, and written to again when it is not', async () => {
  const later = join(folder, 'later');
  const cache = fileCache(join(later, 'flags'), { url, sdkKey, warn: (text) => void warnings.push(text) });
  for (const text of ['first', 'second']) {
    cache.save(text);
    await cache.idle();
  }
  expect(warnings).toHaveLength(1);
  await mkdir(later);
  cache.save('third');
  await cache.idle();
  expect(cache.load()).toBe('third');
});

test('several clients share a file: whoever reads finds one whole ruleset', async () => {
  const caches = Array.from({ length: 4 }, () =>
    fileCache(file, { url, sdkKey, warn: (text) => void warnings.push(text) }),
  );
  for (let round = 0; round < 20; round++) {
    for (const [n, cache] of caches.entries()) cache.save(String(n).repeat(10_000));
    await Promise.race(caches.map((cache) => cache.idle()));
    expect(caches[0]?.load()).toMatch(/^(0{10000}|1{10000}|2{10000}|3{10000})$/);
  }
  await Promise.all(caches.map((cache) => cache.idle()));
  expect(warnings).toEqual([]);
});

test('what a process left behind that was killed while it wrote is removed, and nothing else', async () => {
  const killed = `flags.${randomUUID()}.tmp`;
  const writing = `flags.${randomUUID()}.tmp`;
  for (const name of [killed, writing, 'flags.tmp', 'other']) await writeFile(join(folder, name), 'x');
  for (const name of [killed, 'flags.tmp', 'other']) await utimes(join(folder, name), 0, 0);
  await keep();
  expect((await readdir(folder)).toSorted()).toEqual(['flags', writing, 'flags.tmp', 'other'].toSorted());
});
