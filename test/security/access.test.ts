import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../server/src/people/schema.ts';
import type { Description } from '../api/bodies.ts';
import { openApp, type Call, type TestApp } from '../api/test-app.ts';
import { createShop, fill } from './shop.ts';

let app: TestApp;
let now = Date.now();
beforeAll(async () => {
  app = await openApp({ now: () => now });
  await createShop(app);
});
afterAll(() => app[Symbol.asyncDispose]());

/** Who may do what. A route that is not in this table fails the tests below. */
const NEEDED: Record<string, Role | 'signed-in'> = {
  'GET /api/v1/session': 'signed-in',
  'POST /api/v1/session/password': 'signed-in',
  'GET /api/v1/people': 'admin',
  'POST /api/v1/people': 'admin',
  'PATCH /api/v1/people/{id}': 'admin',
  'GET /api/v1/api-tokens': 'viewer',
  'POST /api/v1/api-tokens': 'viewer',
  'DELETE /api/v1/api-tokens/{id}': 'viewer',
  'GET /api/v1/propagation': 'viewer',
  'GET /api/v1/projects': 'viewer',
  'POST /api/v1/projects': 'admin',
  'GET /api/v1/projects/{project}': 'viewer',
  'PATCH /api/v1/projects/{project}': 'admin',
  'GET /api/v1/projects/{project}/environments': 'viewer',
  'POST /api/v1/projects/{project}/environments': 'admin',
  'PATCH /api/v1/projects/{project}/environments/{environment}': 'admin',
  'GET /api/v1/projects/{project}/flags': 'viewer',
  'POST /api/v1/projects/{project}/flags': 'editor',
  'GET /api/v1/projects/{project}/flags/{flag}': 'viewer',
  'PATCH /api/v1/projects/{project}/flags/{flag}': 'editor',
  'POST /api/v1/projects/{project}/flags/{flag}/archive': 'editor',
  'POST /api/v1/projects/{project}/flags/{flag}/unarchive': 'editor',
  'PUT /api/v1/projects/{project}/flags/{flag}/environments/{environment}': 'editor',
  'POST /api/v1/projects/{project}/flags/{flag}/environments/{environment}/kill': 'operator',
  'POST /api/v1/projects/{project}/flags/{flag}/environments/{environment}/restore': 'operator',
  'GET /api/v1/projects/{project}/flags/{flag}/exposures': 'viewer',
  'GET /api/v1/projects/{project}/environments/{environment}/metrics': 'viewer',
  'GET /api/v1/projects/{project}/environments/{environment}/prerequisites': 'viewer',
  'POST /api/v1/projects/{project}/environments/{environment}/explain': 'viewer',
  'GET /api/v1/projects/{project}/environments/{environment}/segments': 'viewer',
  'POST /api/v1/projects/{project}/environments/{environment}/segments': 'editor',
  'GET /api/v1/projects/{project}/environments/{environment}/segments/{segment}': 'viewer',
  'PUT /api/v1/projects/{project}/environments/{environment}/segments/{segment}': 'editor',
  'DELETE /api/v1/projects/{project}/environments/{environment}/segments/{segment}': 'editor',
  'GET /api/v1/projects/{project}/environments/{environment}/sdk-keys': 'viewer',
  'POST /api/v1/projects/{project}/environments/{environment}/sdk-keys': 'admin',
  'DELETE /api/v1/projects/{project}/environments/{environment}/sdk-keys/{id}': 'admin',
  'GET /api/v1/projects/{project}/environments/{environment}/receipts/{revision}': 'viewer',
  'GET /api/v1/projects/{project}/environments/{environment}/instances': 'viewer',
  'GET /api/v1/projects/{project}/changes': 'viewer',
  'GET /api/v1/projects/{project}/changes/{sequence}': 'viewer',
  'POST /api/v1/projects/{project}/changes/{sequence}/revert': 'editor',
};

/** What is not done with an API token, whatever its role. */
const SESSION_ONLY = new Set([
  'POST /api/v1/session/password',
  'POST /api/v1/people',
  'PATCH /api/v1/people/{id}',
  'POST /api/v1/api-tokens',
]);

/** What answers somebody who did not sign in. */
const OPEN = new Set([
  'POST /api/auth/sign-in/email',
  'POST /api/auth/sign-out',
  'GET /openapi.json',
  'GET /healthz',
  'GET /readyz',
  // With a token of its own: test/api/monitoring.test.ts.
  'GET /metrics',
  // The admin UI's files: the sign-in page is one of them.
  'GET *',
  'GET /assets/*',
]);

const routes = Object.entries(NEEDED);

test('every route of the server is open on purpose, behind a role, or behind an SDK key', () => {
  const known = new Set([...OPEN, ...Object.keys(NEEDED)]);
  const unknown = app.app.routes
    // Middleware stands on all methods; SDK and OFREP routes have keys and tests of their own.
    .filter(({ method, path }) => method !== 'ALL' && !/^\/(sdk|ofrep)\//.test(path))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}').replace(/^\/\*$/, '*')}`)
    .filter((route) => !known.has(route));
  expect(unknown).toEqual([]);
});

test('the API description names each of them with the role that it needs', async () => {
  const { body } = await app.call<Description>('GET /openapi.json');
  const described: Record<string, unknown> = {};
  for (const [path, methods] of Object.entries(body.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const needed = operation['x-role'];
      if (needed !== undefined) described[`${method.toUpperCase()} ${path}`] = needed;
    }
  }
  expect(described).toEqual(NEEDED);
});

test.each(routes)('%s: nobody who is not signed in', async (route) => {
  const { status, body, headers } = await app.call(fill(route), writing(route));
  expect(status).toBe(401);
  expect(body.code).toBe('not_signed_in');
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('cache-control')).toBe('no-store');
});

test.each(routes)('%s: nobody with a forged session', async (route) => {
  const cookie =
    'signalbox.session_token=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb8%3D';
  const { status } = await app.call(fill(route), { ...writing(route), headers: { cookie } });
  expect(status).toBe(401);
});

const refusals = routes.flatMap(([route, needed]) =>
  ROLES.filter((role) => needed !== 'signed-in' && ROLES.indexOf(role) < ROLES.indexOf(needed)).map(
    (role) => [role, route, needed] as const,
  ),
);

test.each(refusals)('%s may not %s, which needs %s', async (role, route, needed) => {
  const before = await app.state();
  const { status, body } = await app.call(fill(route), { as: role, ...writing(route) });
  expect(status).toBe(403);
  expect(body).toMatchObject({ code: 'role_too_low' });
  expect(body.detail).toContain(`"${needed}"`);
  expect(await app.state()).toEqual(before);
});

const allowed = routes.flatMap(([route, needed]) =>
  ROLES.filter((role) => needed === 'signed-in' || ROLES.indexOf(role) >= ROLES.indexOf(needed)).map(
    (role) => [role, route] as const,
  ),
);

// With a body that says nothing, so that whatever is let through changes nothing.
test.each(allowed)('%s may %s', async (role, route) => {
  const { status } = await app.call(fill(route), { as: role, ...(writing(route) && { text: '[]' }) });
  expect([401, 403]).not.toContain(status);
});

describe('with an API token', () => {
  const sent = (role: Role, route: string, call: Call = {}) =>
    app.call(fill(route), { token: role, ...call });

  test('nobody may do what its role may not, and nothing is different afterwards', async () => {
    const before = await app.state();
    const answers = await Promise.all(
      refusals.map(async ([role, route]) => [
        role,
        route,
        (await sent(role, route, writing(route))).body.code,
      ]),
    );
    expect(answers).toEqual(
      refusals.map(([role, route]) => [
        role,
        route,
        SESSION_ONLY.has(route) ? 'session_required' : 'role_too_low',
      ]),
    );
    expect(await app.state()).toEqual(before);
  });

  test('everybody may do what its role may, without an origin', async () => {
    const open = allowed.filter(([, route]) => !SESSION_ONLY.has(route));
    const statuses = await Promise.all(
      open.map(async ([role, route]) => {
        const { status } = await sent(role, route, writing(route) && { text: '[]' });
        return [role, route, [401, 403].includes(status)];
      }),
    );
    expect(statuses).toEqual(open.map(([role, route]) => [role, route, false]));
  });

  test.each([...SESSION_ONLY])('%s is not done at all', async (route) => {
    const { status, body } = await sent('admin', route, { body: {} });
    expect(status).toBe(403);
    expect(body.code).toBe('session_required');
  });

  test.each(routes)('%s: nobody with an unknown one, signed in or not', async (route) => {
    // Guesses are counted by address, and an app without a socket has one only.
    now += 60_000;
    const headers = { authorization: `Bearer sbt_abcdefghij_${'x'.repeat(43)}` };
    const { status, body } = await app.call(fill(route), { ...writing(route), as: 'admin', headers });
    expect(status).toBe(401);
    expect(body.code).toBe('unknown_api_token');
  });

  test('an address that is none is not found', async () => {
    expect((await sent('admin', 'GET /api/v1/nothing')).status).toBe(404);
  });
});

describe('addresses that are none', () => {
  test.each([
    'GET /api/v1',
    'GET /api/v1/nothing',
    'DELETE /api/v1/projects/shop',
    'POST /api/v1/projects/shop/flags/x/y',
  ])('%s asks for a sign-in first and is then not found', async (route) => {
    expect((await app.call(route)).status).toBe(401);
    expect((await app.call(route, { as: 'admin' })).status).toBe(404);
  });

  test.each([
    'GET /api',
    'GET /api/auth/get-session',
    'POST /api/auth/sign-up/email',
    'POST /api/auth/update-user',
    'POST /api/auth/change-password',
    'GET /api/auth/list-sessions',
    'GET /sdkx/../api/nothing',
  ])('%s does not exist', async (route) => {
    expect((await app.call(route, { as: 'admin' })).status).toBe(404);
  });
});

test('HEAD asks for the same role as GET', async () => {
  expect((await app.call('HEAD /api/v1/people', { as: 'operator' })).status).toBe(403);
  expect((await app.call('HEAD /api/v1/people', { as: 'admin' })).status).toBe(200);
});

function writing(route: string): { body: object } | undefined {
  return /^(POST|PUT|PATCH)/.test(route) ? { body: {} } : undefined;
}
