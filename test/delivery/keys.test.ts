import { afterEach, describe, expect, test, vi } from 'vitest';
import { ada, createFlag } from '../store/shop.ts';
import { openStream } from './open-stream.ts';
import { CLIENT_KEY, createKey, OTHER_KEY, revokeKey, SERVER_KEY, startServer } from './start-server.ts';

const ROUTES = [
  ['GET', '/sdk/v1/ruleset'],
  ['GET', '/sdk/v1/stream'],
  ['POST', '/sdk/v1/receipts'],
  ['POST', '/sdk/v1/events'],
  ['POST', '/sdk/v1/explain'],
] as const;

afterEach(() => {
  vi.useRealTimers();
});

function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

describe.each(ROUTES)('%s %s', (method, path) => {
  test.each([
    ['no key', undefined, 'sdk_key_missing'],
    ['a key of no shape', 'Bearer hello', 'unknown_sdk_key'],
    ['a key that does not exist', `Bearer sbx_server_${'x'.repeat(36)}`, 'unknown_sdk_key'],
    ['a password instead of a key', 'Basic dXNlcjpwYXNz', 'sdk_key_missing'],
  ])('refuses %s', async (_, authorization, code) => {
    await using server = await startServer();
    const headers = authorization === undefined ? {} : { authorization };
    const response = await fetch(server.url + path, { method, headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({ status: 401, code });
  });

  test('refuses a revoked key', async () => {
    await using server = await startServer();
    await revokeKey(server.store, 'server', 'production', SERVER_KEY);
    const response = await fetch(server.url + path, { method, headers: bearer(SERVER_KEY) });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'revoked_sdk_key' });
  });

  test('refuses a secret key in the URL, and says what to do', async () => {
    await using server = await startServer();
    const response = await fetch(`${server.url}${path}?key=${SERVER_KEY}`, { method });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      code: 'secret_key_in_url',
      detail: expect.stringContaining('Bearer'),
    });
  });
});

describe('a key', () => {
  test('that is public may stand in the URL', async () => {
    await using server = await startServer();
    expect((await fetch(`${server.url}/sdk/v1/ruleset?key=${CLIENT_KEY}`)).status).toBe(200);
  });

  test('works as soon as it is made, and one that was wrong before too', async () => {
    await using server = await startServer();
    const key = `sbx_server_${'n'.repeat(36)}`;
    expect((await fetch(`${server.url}/sdk/v1/ruleset`, { headers: bearer(key) })).status).toBe(401);
    await createKey(server.store, 'server', 'production', key);
    expect((await fetch(`${server.url}/sdk/v1/ruleset`, { headers: bearer(key) })).status).toBe(200);
  });

  test('that is revoked loses its streams; those of other keys go on', async () => {
    await using server = await startServer();
    const revoked = await openStream(server.url, { key: CLIENT_KEY });
    const other = await openStream(server.url, { key: SERVER_KEY });
    await revoked.next();
    await other.next();
    await revokeKey(server.store, 'client', 'production', CLIENT_KEY);
    await revoked.ended;
    await server.store.commit(createFlag('checkout'), ada);
    expect(await other.next()).toMatchObject({ event: 'patch' });
    expect(revoked.text()).not.toContain('checkout');
  });

  test('that is revoked loses all its streams within seconds, though the notice of it was lost', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let questions = 0;
    let now = Date.now();
    await using server = await startServer({
      now: () => now,
      wrapStore: (store) => ({
        ...store,
        watch: (listener) => store.watch((notice) => listener({ ...notice, sdkKeys: false })),
        sdkKeys: (project, environment) => {
          questions += 1;
          return store.sdkKeys(project, environment);
        },
      }),
    });
    const open = (key: string, path?: string) => openStream(server.url, { key, ...(path && { path }) });
    const revoked = await Promise.all([
      open(CLIENT_KEY),
      open(CLIENT_KEY),
      open(CLIENT_KEY, '/ofrep/v1/stream'),
    ]);
    const other = await open(SERVER_KEY);
    await other.next();
    await revokeKey(server.store, 'client', 'production', CLIENT_KEY);
    expect((await open(CLIENT_KEY)).status).toBe(200);
    const ask = async () => (await server.request('/sdk/v1/ruleset', { headers: bearer(OTHER_KEY) })).status;
    expect(await ask()).toBe(200);
    await revokeKey(server.store, 'server', 'development', OTHER_KEY);

    // Five seconds together: a stream may begin at the end of the first part.
    now += 2_500;
    expect(await ask()).toBe(401);
    vi.advanceTimersByTime(2_500);
    await Promise.all(revoked.map(({ ended }) => ended));
    // One for the environment, however many streams there are.
    expect(questions).toBe(1);
    expect((await open(CLIENT_KEY)).status).toBe(401);
    await server.store.commit(createFlag('checkout'), ada);
    expect(await other.next()).toMatchObject({ event: 'patch' });
  });

  test('that was seen lately works while the database does not answer; one that was not gets no false refusal', async () => {
    let now = Date.now();
    let down = false;
    await using server = await startServer({
      now: () => now,
      wrapStore: (store) => ({
        ...store,
        sdkKeyByHash: async (hash) => {
          if (down) throw Object.assign(new Error('down'), { code: 'ECONNREFUSED' });
          return store.sdkKeyByHash(hash);
        },
      }),
    });
    const ask = async (key: string) =>
      (await server.request('/sdk/v1/ruleset', { headers: bearer(key) })).status;
    expect(await ask(SERVER_KEY)).toBe(200);
    down = true;
    now += 60_000;
    expect(await ask(SERVER_KEY)).toBe(200);
    expect(await ask(CLIENT_KEY)).toBe(503);
    down = false;
    expect(await ask(CLIENT_KEY)).toBe(200);
  });

  test('shows when it was last used', async () => {
    await using server = await startServer({ now: () => 1_700_000_000_000 });
    await fetch(`${server.url}/sdk/v1/ruleset`, { headers: bearer(SERVER_KEY) });
    await server.endStreams();
    const keys = await server.store.sdkKeys('shop', 'production');
    expect(keys.find(({ kind }) => kind === 'server')?.lastUsedAt).toBe(1_700_000_000_000);
    expect(keys.find(({ kind }) => kind === 'client')?.lastUsedAt).toBeNull();
  });
});

describe('a page on another site', () => {
  test('may ask before it sends, on every route', async () => {
    await using server = await startServer();
    for (const [method, path] of ROUTES) {
      const response = await fetch(server.url + path, {
        method: 'OPTIONS',
        headers: { origin: 'https://shop.example', 'access-control-request-method': method },
      });
      expect(response.status).toBe(204);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.get('access-control-allow-methods')).toContain(method);
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  test('reads the ruleset, the stream and refusals with a public key, and nothing with a secret one', async () => {
    await using server = await startServer();
    const allowed = async (path: string, headers: Record<string, string> = {}) => {
      const controller = new AbortController();
      const response = await fetch(server.url + path, { headers, signal: controller.signal });
      controller.abort();
      return response.headers.get('access-control-allow-origin');
    };
    expect(await allowed(`/sdk/v1/ruleset?key=${CLIENT_KEY}`)).toBe('*');
    expect(await allowed(`/sdk/v1/stream?key=${CLIENT_KEY}`)).toBe('*');
    expect(await allowed('/sdk/v1/ruleset?key=sbx_client_wrong')).toBe('*');
    expect(await allowed('/sdk/v1/ruleset', bearer(SERVER_KEY))).toBeNull();
    expect(await allowed('/sdk/v1/stream', bearer(SERVER_KEY))).toBeNull();
  });
});

test('an address that does not exist is a problem, not a page', async () => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/sdk/v1/rulesets`, { headers: bearer(SERVER_KEY) });
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
});

test('HEAD answers the headers of a stream without opening one', async () => {
  await using server = await startServer({ maxStreams: 0 });
  const response = await fetch(`${server.url}/sdk/v1/stream`, {
    method: 'HEAD',
    headers: bearer(SERVER_KEY),
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
});

test.each([
  ['instance', 'short'],
  ['instance', 'x'.repeat(65)],
  ['sdk', 'x'.repeat(65)],
  ['application', 'new\nline'],
  ['applicationVersion', 'x'.repeat(65)],
])('an instance that gives a bad %s is told which field is wrong', async (field, value) => {
  await using server = await startServer();
  const query = new URLSearchParams({ instance: 'instance-1', [field]: value });
  for (const path of ['ruleset', 'stream']) {
    const response = await fetch(`${server.url}/sdk/v1/${path}?${query}`, { headers: bearer(SERVER_KEY) });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_request', errors: [{ field }] });
  }
});
