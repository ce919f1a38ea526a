import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApp, PASSWORD, type TestApp, URL } from '../api/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openApp({ roles: ['viewer', 'admin'] });
});
afterAll(() => app[Symbol.asyncDispose]());

const create = (key: string, headers: Record<string, string> = {}, without?: string) =>
  app.call('POST /api/v1/projects', {
    as: 'admin',
    body: { key, name: 'Shop' },
    headers,
    ...(without !== undefined && { without }),
  });

describe('a request that changes something', () => {
  test.each([
    ['from another site', 'https://evil.example'],
    ['from another port', 'http://localhost:9999'],
    ['from a site whose name begins like ours', `${URL}.evil.example`],
    ['from a page without an origin', 'null'],
  ])('%s is refused, cookie or not', async (_what, origin) => {
    const { status, body } = await create('evil', { origin });
    expect(status).toBe(403);
    expect(body.code).toBe('cross_site');
    expect(await app.store.projects()).toEqual([]);
  });

  test('without an origin is refused, and the answer says what to send', async () => {
    const { status, body } = await create('evil', {}, 'origin');
    expect(status).toBe(403);
    expect(body.detail).toContain(`Origin: ${URL}`);
  });

  test('from the address that the server is reached by is taken', async () => {
    const { status } = await create('by-address', {
      host: '127.0.0.1:4000',
      origin: 'http://127.0.0.1:4000',
    });
    expect(status).toBe(201);
  });

  test('as a form is refused: pages of other sites can send those without asking', async () => {
    const { status } = await app.call('POST /api/v1/projects', {
      as: 'admin',
      text: 'key=evil&name=Evil',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(status).toBe(415);
  });
});

test('signing in from another site is refused', async () => {
  const body = { email: 'viewer@example.com', password: PASSWORD };
  const { status, headers } = await app.call('POST /api/auth/sign-in/email', {
    body,
    headers: { origin: 'https://evil.example' },
  });
  expect(status).toBe(403);
  expect(headers.getSetCookie()).toEqual([]);
});

test('no other site may read the API', async () => {
  const { headers } = await app.call('GET /api/v1/projects', {
    as: 'viewer',
    headers: { origin: 'https://evil.example' },
  });
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

describe('every answer', () => {
  test.each([
    'GET /',
    'GET /flags',
    'GET /api/v1/session',
    'GET /openapi.json',
    'GET /healthz',
    'GET /api/nothing',
  ])('%s tells the browser to run nothing but our own scripts and to show us in no frame', async (route) => {
    const { headers } = await app.call(route);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("default-src 'self'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  test('of the API is kept by nobody', async () => {
    expect((await app.call('GET /api/v1/projects', { as: 'viewer' })).headers.get('cache-control')).toBe(
      'no-store',
    );
  });
});

test('behind https the cookie is sent over https only, and browsers are told to stay there', async () => {
  await using secure = await openApp({ roles: ['viewer'], url: 'https://flags.example.com' });
  const body = { email: 'viewer@example.com', password: PASSWORD };
  const { headers } = await secure.call('POST /api/auth/sign-in/email', { body });
  expect(headers.getSetCookie()[0]).toMatch(/^__Secure-signalbox\.session_token=.*Secure/);
  expect(headers.get('strict-transport-security')).toMatch(/max-age=\d+/);
});
