import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SIGN_IN_LIMIT } from '../../server/src/auth/index.ts';
import { createFirstAdmin } from '../../server/src/auth/first-admin.ts';
import { fieldsOf, type CreatedPerson, type Session } from './bodies.ts';
import { cookieFrom, openApp, PASSWORD, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openApp({ roles: ['viewer', 'admin'], trustedProxies: 1 });
});
afterAll(() => app[Symbol.asyncDispose]());

let address = 0;
/** Each from an address of its own unless told otherwise: attempts are counted. */
function signIn(email: string, password: string, from = `198.51.100.${++address}`) {
  return app.call('POST /api/auth/sign-in/email', {
    body: { email, password },
    headers: { 'x-forwarded-for': from },
  });
}

async function newPerson(email: string, role = 'viewer') {
  const { body } = await app.call<CreatedPerson>('POST /api/v1/people', {
    as: 'admin',
    body: { name: 'Bob', email, role },
  });
  return body;
}

describe('signing in', () => {
  test('sets a cookie that no script can read, and answers no token', async () => {
    const { status, headers, text } = await signIn('viewer@example.com', PASSWORD);
    expect(status).toBe(200);
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(/^signalbox\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(text).not.toContain(cookieFrom(headers).split('=')[1]?.slice(0, 20));
  });

  test('with a wrong password or an unknown address is refused in the same words', async () => {
    const wrong = await signIn('viewer@example.com', 'not the password');
    const unknown = await signIn('nobody@example.com', 'not the password');
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('content-type')).toBe('application/problem+json');
    expect(unknown.text).toBe(wrong.text);
  });

  test('too often from one address is refused for a while, whatever address the sender claims', async () => {
    const attempts = [];
    for (let i = 0; i <= SIGN_IN_LIMIT.max; i++) {
      attempts.push(await signIn('viewer@example.com', 'guess', `10.0.0.${i}, 203.0.113.9`));
    }
    expect(attempts.slice(0, -1).map(({ status }) => status)).toEqual(attempts.slice(0, -1).map(() => 401));
    expect(attempts.at(-1)?.status).toBe(429);
    expect(Number(attempts.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await signIn('viewer@example.com', PASSWORD)).status).toBe(200);
  });

  test('nobody can sign up', async () => {
    const body = { name: 'Eve', email: 'eve@example.com', password: PASSWORD, role: 'admin' };
    expect((await app.call('POST /api/auth/sign-up/email', { body })).status).toBe(404);
    expect(await app.auth.personByEmail('eve@example.com')).toBeUndefined();
  });

  test('signing out ends the session', async () => {
    const { headers } = await signIn('viewer@example.com', PASSWORD);
    const cookie = cookieFrom(headers);
    const session = () => app.call('GET /api/v1/session', { headers: { cookie } });
    expect((await session()).status).toBe(200);
    expect((await app.call('POST /api/auth/sign-out', { body: {}, headers: { cookie } })).status).toBe(200);
    expect((await session()).status).toBe(401);
  });
});

describe('people', () => {
  test('somebody new gets a one-time password and must choose another before anything else', async () => {
    const bob = await newPerson('bob@example.com', 'editor');
    expect(bob).toMatchObject({ role: 'editor', email: 'bob@example.com' });
    const cookie = cookieFrom((await signIn('bob@example.com', bob.password)).headers);
    const session = await app.call('GET /api/v1/session', { headers: { cookie } });
    expect(session.body).toMatchObject({ role: 'editor', mustChangePassword: true });
    const refused = await app.call('GET /api/v1/projects', { headers: { cookie } });
    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe('password_change_required');

    const body = { currentPassword: bob.password, newPassword: 'a password of my own' };
    const changed = await app.call('POST /api/v1/session/password', { body, headers: { cookie } });
    expect(changed.status).toBe(204);
    expect((await app.call('GET /api/v1/projects', { headers: { cookie } })).status).toBe(401);
    const fresh = cookieFrom(changed.headers);
    expect((await app.call('GET /api/v1/projects', { headers: { cookie: fresh } })).status).toBe(200);
    expect((await signIn('bob@example.com', bob.password)).status).toBe(401);
    expect((await signIn('bob@example.com', 'a password of my own')).status).toBe(200);
  });

  test.each([
    [{ currentPassword: 'not mine', newPassword: 'long enough to count' }, 'currentPassword'],
    [{ currentPassword: PASSWORD, newPassword: 'short' }, 'newPassword'],
    [{ currentPassword: PASSWORD, newPassword: PASSWORD }, 'newPassword'],
  ])('a password is not changed by %j', async (body, field) => {
    const { status, body: problem } = await app.call('POST /api/v1/session/password', { as: 'viewer', body });
    expect(status).toBe(400);
    expect(fieldsOf(problem)).toEqual([field]);
    expect((await signIn('viewer@example.com', PASSWORD)).status).toBe(200);
  });

  test('a lower role counts from the next request on', async () => {
    const carol = await newPerson('carol@example.com', 'admin');
    const cookie = cookieFrom((await signIn('carol@example.com', carol.password)).headers);
    const body = { currentPassword: carol.password, newPassword: 'a password of my own' };
    const changed = await app.call('POST /api/v1/session/password', { body, headers: { cookie } });
    const fresh = cookieFrom(changed.headers);
    expect((await app.call('GET /api/v1/people', { headers: { cookie: fresh } })).status).toBe(200);
    await app.call(`PATCH /api/v1/people/${carol.id}`, { as: 'admin', body: { role: 'viewer' } });
    expect((await app.call('GET /api/v1/people', { headers: { cookie: fresh } })).status).toBe(403);
  });

  test('an address that may sign in already is refused', async () => {
    const body = { name: 'Twice', email: 'VIEWER@example.com', role: 'viewer' };
    const { status, body: problem } = await app.call('POST /api/v1/people', { as: 'admin', body });
    expect(status).toBe(409);
    expect(fieldsOf(problem)).toEqual(['email']);
  });

  test('the last admin stays one', async () => {
    const admin = await app.auth.personByEmail('admin@example.com');
    const { status, body } = await app.call(`PATCH /api/v1/people/${admin?.id}`, {
      as: 'admin',
      body: { role: 'viewer' },
    });
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'last_admin' });
    expect((await app.auth.people()).filter(({ role }) => role === 'admin')).toHaveLength(1);
  });

  test('the last admin stays one, also when both are demoted at the same moment', async () => {
    const dave = await newPerson('dave@example.com', 'admin');
    const admin = await app.auth.personByEmail('admin@example.com');
    const demote = (id: string | undefined) =>
      app.call(`PATCH /api/v1/people/${id}`, { as: 'admin', body: { role: 'viewer' } });
    const answers = await Promise.all([demote(dave.id), demote(admin?.id)]);
    const [done, refused] = answers.toSorted((a, b) => a.status - b.status);
    expect(done?.status).toBe(200);
    // Refused as the last admin, or as no admin any more: whichever of the two was first.
    expect(['403 role_too_low', '409 last_admin']).toContain(`${refused?.status} ${refused?.body.code}`);
    expect((await app.auth.people()).filter(({ role }) => role === 'admin')).toHaveLength(1);
  });
});

describe('the first administrator', () => {
  test('gets a one-time password that must be changed', async () => {
    await using empty = await openApp({ roles: [] });
    const made = await createFirstAdmin(empty.auth, { email: 'root@example.com', password: undefined });
    expect(made?.oneTimePassword).toMatch(/^[A-Za-z0-9]{16}$/);
    const body = { email: 'root@example.com', password: made?.oneTimePassword };
    const cookie = cookieFrom((await empty.call('POST /api/auth/sign-in/email', { body })).headers);
    const session = await empty.call<Session>('GET /api/v1/session', { headers: { cookie } });
    expect(session.body).toMatchObject({ role: 'admin', mustChangePassword: true });
    expect(
      await createFirstAdmin(empty.auth, { email: 'root@example.com', password: undefined }),
    ).toBeUndefined();
  });

  test('keeps a password that was configured', async () => {
    await using empty = await openApp({ roles: [] });
    const made = await createFirstAdmin(empty.auth, { email: 'root@example.com', password: PASSWORD });
    expect(made).toEqual({ email: 'root@example.com', oneTimePassword: undefined });
    const body = { email: 'root@example.com', password: PASSWORD };
    const cookie = cookieFrom((await empty.call('POST /api/auth/sign-in/email', { body })).headers);
    const session = await empty.call<Session>('GET /api/v1/session', { headers: { cookie } });
    expect(session.body.mustChangePassword).toBe(false);
  });
});
