import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createClient, type Client, type ClientOptions } from './index.ts';
import { VERSION } from './version.ts';

const create = createClient as (options?: unknown) => Client;
const nothing = [
  undefined,
  null,
  0,
  'text',
  Symbol('s'),
  [],
  () => 1,
  new Date(Number.NaN),
  Object.create(null),
];
const clients: Client[] = [];

function quiet(options: Record<string, unknown>): Client {
  const client = create({ onWarning: () => undefined, ...options });
  clients.push(client);
  return client;
}

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

test('the version that it tells the server is the version of the package', () => {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(manifest)).toMatchObject({ version: VERSION });
});

describe('options that are not valid', () => {
  test.each([
    ['no address', { url: undefined }, 'url'],
    ['an address without a scheme', { url: 'flags.example.com' }, 'url'],
    ['an address of another kind', { url: 'ftp://flags.example.com' }, 'url'],
    ['an address with a query', { url: 'https://flags.example.com/?a=b' }, 'url'],
    ['no key', { sdkKey: undefined }, 'sdkKey'],
    ['a key with a line break inside', { sdkKey: 'sbx_server_a\nb' }, 'sdkKey'],
  ])('%s: a warning names the option, and flags answer with defaults', async (_what, wrong, option) => {
    const warnings: string[] = [];
    const client = quiet({
      url: 'http://127.0.0.1:9',
      sdkKey: 'sbx_server_secret-secret',
      onWarning: (message: string) => warnings.push(message),
      ...wrong,
    });
    expect(warnings).toEqual([expect.stringContaining(`"${option}"`)]);
    expect(warnings[0]).not.toContain('secret');
    expect(client.status).toBe('FATAL');
    expect(client.isEnabled('new-checkout', {}, true)).toBe(true);
    expect(await client.ready({ timeoutMs: 60_000 })).toEqual({
      ready: false,
      status: 'FATAL',
      problem: warnings[0],
    });
  });

  test('without options at all it warns on the console, and does not throw', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    for (const options of nothing) clients.push(create(options));
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('"url"'));
  });

  test('an options object that cannot be read does not throw', () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const options = Object.defineProperty({}, 'url', {
      enumerable: true,
      get() {
        throw new Error('no');
      },
    });
    clients.push(create(options));
    expect(clients[0]?.status).toBe('FATAL');
  });

  test('odd values of the other options are as good as none', () => {
    for (const odd of [
      ...nothing,
      -1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      '\u0000\uD800',
      'x'.repeat(10_000),
    ]) {
      const client = quiet({
        url: 'http://127.0.0.1:9',
        sdkKey: 'sbx_server_x',
        application: odd,
        applicationVersion: odd,
        staleAfterMs: odd,
        pollIntervalMs: odd,
        onWarning: odd ?? (() => undefined),
      });
      expect(client.isEnabled('new-checkout', {}, true)).toBe(true);
    }
  });

  test('a warning function that throws disturbs nobody', () => {
    const options = { url: '', sdkKey: '', onWarning: () => { throw new Error('no'); } }; // prettier-ignore
    expect(() => clients.push(create(options))).not.toThrow();
  });
});

test('a secret that ends in a line break, as files have it, is taken without it', () => {
  const client = quiet({ url: ' http://127.0.0.1:9/ ', sdkKey: 'sbx_server_x\n' });
  expect(client.status).toBe('NOT_READY');
});

test('nothing that an application asks makes it throw, and every answer is the default', async () => {
  const options: ClientOptions = { url: 'http://127.0.0.1:9', sdkKey: 'sbx_server_x' };
  const client = quiet({ ...options });
  const ask = client.getStringValue.bind(client) as (...parts: unknown[]) => unknown;
  for (const key of nothing)
    for (const context of nothing) expect(ask(key, 'default', context)).toBe('default');
  await expect(client.flush()).resolves.toBeUndefined();
  const ready = client.ready.bind(client) as (options: unknown) => Promise<{ ready: boolean }>;
  const waiting = [null, {}, { timeoutMs: -1 }, { timeoutMs: Number.NaN }].map((odd) => ready(odd));
  await client.close();
  for (const { ready: isReady } of await Promise.all(waiting)) expect(isReady).toBe(false);
});
