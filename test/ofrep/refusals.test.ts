import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CLIENT_KEY,
  createKey,
  OTHER_KEY,
  revokeKey,
  SERVER_KEY,
  startServer,
  type TestServer,
  type TestServerOptions,
} from '../delivery/start-server.ts';
import { askerOf, FLAGS, type Asker } from './ask.ts';
import { startWithFlags } from './flags.ts';
import { expectShape } from './schemas.ts';

let server: TestServer;
let page: Asker;
beforeAll(async () => {
  server = await startWithFlags();
  page = askerOf(server.url, CLIENT_KEY);
});
afterAll(() => server[Symbol.asyncDispose]());

const ROUTES = [
  ['POST', `${FLAGS}/static`],
  ['POST', FLAGS],
  ['GET', '/ofrep/v1/stream'],
] as const;

const body = '{"context":{}}';
const withBody = (method: string) => (method === 'POST' ? { method, body } : { method });

describe.each(ROUTES)('%s %s', (method, path) => {
  test.each([
    ['no key', {}, 'sdk_key_missing'],
    ['a key of no shape', { authorization: 'Bearer hello' }, 'unknown_sdk_key'],
    ['a key that does not exist', { 'x-api-key': `sbx_server_${'x'.repeat(36)}` }, 'unknown_sdk_key'],
    ['a password instead of a key', { authorization: 'Basic dXNlcjpwYXNz' }, 'sdk_key_missing'],
  ])('refuses %s', async (_, headers, code) => {
    const response = await fetch(server.url + path, { ...withBody(method), headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({ status: 401, code });
  });

  test('refuses a revoked key', async () => {
    const key = `sbx_server_${method}${path.length}${'r'.repeat(30)}`;
    await createKey(server.store, 'server', 'production', key);
    await revokeKey(server.store, 'server', 'production', key);
    const headers = { authorization: `Bearer ${key}` };
    const response = await fetch(server.url + path, { ...withBody(method), headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'revoked_sdk_key' });
  });

  test('refuses a secret key in the URL', async () => {
    const response = await fetch(`${server.url}${path}?key=${SERVER_KEY}`, withBody(method));
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'secret_key_in_url' });
  });

  test('takes a key as Authorization or as X-API-Key, to which pages of other sites may ask first', async () => {
    for (const headers of [
      { authorization: `Bearer ${CLIENT_KEY}` },
      { 'x-api-key': CLIENT_KEY },
      { 'x-api-key': CLIENT_KEY, authorization: 'Basic dXNlcjpwYXNz' },
    ]) {
      const aborting = new AbortController();
      const response = await fetch(server.url + path, {
        ...withBody(method),
        headers,
        signal: aborting.signal,
      });
      expect(response.status).toBe(200);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.get('access-control-expose-headers')).toContain('etag');
      aborting.abort();
    }
    const preflight = await fetch(server.url + path, { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain(method);
    for (const header of ['authorization', 'x-api-key', 'content-type', 'if-none-match']) {
      expect(preflight.headers.get('access-control-allow-headers')).toContain(header);
    }
  });

  test('shows nothing of a secret key to a page', async () => {
    const aborting = new AbortController();
    const headers = { 'x-api-key': SERVER_KEY };
    const response = await fetch(server.url + path, {
      ...withBody(method),
      headers,
      signal: aborting.signal,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    aborting.abort();
  });
});

describe('a request that cannot be read', () => {
  const tooDeep = `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`;
  test.each([
    ['is half JSON', '{"context": ', 'not valid JSON'],
    ['is nothing at all', '', 'not valid JSON'],
    ['is a list', '[]', 'body is not an object'],
    ['has no context', '{}', 'context must be an object'],
    ['has a list for a context', '{"context":[1]}', 'context must be an object'],
    ['has a text for a context', '{"context":"customer-1"}', 'context must be an object'],
    ['has null for a context', '{"context":null}', 'context must be an object'],
    ['is nested too deep', `{"context":${tooDeep}}`, 'deeper than 32 levels'],
    [
      'is nested so deep that reading it could fail',
      `{"context":{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`,
      'deeper than 32 levels',
    ],
  ])('because it %s is refused in words', async (_, text, words) => {
    const one = await page.flag('static', { text });
    expect(one.status).toBe(400);
    expectShape('failure', one.body);
    expect(one.body).toMatchObject({ key: 'static', errorCode: 'INVALID_CONTEXT' });
    expect(one.body?.errorDetails?.replaceAll(':', '')).toContain(words);

    const all = await page.all({ text });
    expect(all.status).toBe(400);
    expectShape('bulkFailure', all.body);
    expect(all.body).toMatchObject({ errorCode: 'INVALID_CONTEXT' });
  });

  test('because it is too large is refused', async () => {
    const context = { targetingKey: 'x'.repeat(65_536) };
    for (const { status, body: problem } of [
      await page.flag('static', { context }),
      await page.all({ context }),
    ]) {
      expect(status).toBe(413);
      expect(problem).toMatchObject({ code: 'too_large', detail: expect.stringContaining('65536') });
    }
  });
});

describe('an odd context', () => {
  test.each([
    ['with names that mean something to JavaScript', '{"__proto__":{"country":"DE"},"constructor":1}'],
    ['with a targeting key of null', '{"targetingKey":null}'],
    ['with a number that is too large for one', '{"country":1e999}'],
  ])('%s is answered, and changes nothing', async (_, context) => {
    const { status, body: answer } = await page.flag('targeted', {
      text: `{"context":${context}}`,
    });
    expect(status).toBe(200);
    expect(answer).toMatchObject({ value: false, metadata: { reason: 'DEFAULT' } });
    expect('country' in {}).toBe(false);
  });

  test('whose targeting key is a number counts as its digits, as in the SDKs', async () => {
    const number = await page.flag('percentage', { context: { targetingKey: 42 } });
    const text = await page.flag('percentage', { context: { targetingKey: '42' } });
    expect(number.body).toEqual(text.body);
    expect(number.status).toBe(200);
  });

  test('of another content type is read as JSON too', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect((await page.flag('static', { headers })).status).toBe(200);
  });
});

describe('too many requests', () => {
  test('of a public key are refused until the minute is over, those of a secret key never', async () => {
    let time = 1_700_000_050_000;
    await using limited = await startWithFlags({ requestsPerMinute: 3, now: () => time });
    const asker = askerOf(limited.url, CLIENT_KEY);
    for (let n = 0; n < 3; n++) expect((await asker.flag('static')).status).toBe(200);
    const { status, headers, body: problem } = await asker.all();
    expect(status).toBe(429);
    // The minute ends at …060.
    expect(headers.get('retry-after')).toBe('50');
    expect(problem).toMatchObject({ code: 'too_many_requests' });

    const backend = askerOf(limited.url, SERVER_KEY);
    for (let n = 0; n < 5; n++) expect((await backend.flag('static')).status).toBe(200);
    time += 50_000;
    expect((await asker.flag('static')).status).toBe(200);
  });

  test('are counted for each address', async () => {
    await using limited = await startWithFlags({ requestsPerMinute: 1, trustedProxies: 1, now: () => 1 });
    const asker = askerOf(limited.url, CLIENT_KEY);
    const from = async (address: string) =>
      (await asker.flag('static', { headers: { 'x-forwarded-for': address } })).status;
    expect(await from('203.0.113.1')).toBe(200);
    expect(await from('203.0.113.1')).toBe(429);
    expect(await from('203.0.113.2')).toBe(200);
  });
});

describe('a failure inside', () => {
  function failing(code?: string): TestServerOptions {
    return {
      wrapStore: (store) => ({
        ...store,
        rulesetDelta: () =>
          Promise.reject(Object.assign(new Error('SELECT secret'), code === undefined ? {} : { code })),
      }),
    };
  }

  test.each([
    ['is answered without its details', undefined, 500],
    ['of the database asks to come back', 'ECONNREFUSED', 503],
  ])('%s', async (_, code, status) => {
    await using broken = await startServer(failing(code));
    const ask = askerOf(broken.url, OTHER_KEY);
    const one = await ask.flag('static');
    expect(one.status).toBe(status);
    expectShape('generalError', one.body);
    expect(one.body).toMatchObject({ key: 'static', errorCode: 'GENERAL' });
    const all = await ask.all();
    expect(all.status).toBe(status);
    expectShape('generalError', all.body);
    expectShape('bulkFailure', all.body);
    expect(JSON.stringify([one.body, all.body])).not.toContain('SELECT');
    expect(all.headers.get('retry-after')).toBe(status === 503 ? '5' : null);
  });
});

test.each([
  ['GET', FLAGS],
  ['GET', `${FLAGS}/static`],
  ['POST', '/ofrep/v1/stream'],
  ['GET', '/ofrep/v1/configuration'],
  ['GET', '/ofrep/v2'],
])('%s %s is a problem, not a page', async (method, path) => {
  const headers = { authorization: `Bearer ${CLIENT_KEY}` };
  const response = await fetch(server.url + path, { method, headers });
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
});
