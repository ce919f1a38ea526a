import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { CLIENT_ADDRESS_HEADER, createAuth, SIGN_IN_LIMIT, type Auth } from '../../server/src/auth/index.ts';
import { createLogger } from '../../server/src/logging/logger.ts';
import { createStore } from '../../server/src/store/database-store.ts';
import { openSqlite } from '../../server/src/store/sqlite/engine.ts';
import type { Store } from '../../server/src/store/store.ts';
import { engines } from './engines.ts';
import { withStores } from './with-store.ts';

const url = 'http://localhost:4000';
const grace = {
  name: 'Grace',
  email: 'grace@example.com',
  role: 'operator',
  password: 'a long password',
} as const;

function authOver(store: Store): Auth {
  const logger = createLogger('silent');
  return createAuth({
    adapter: store.authAdapter,
    secret: 's'.repeat(32),
    url,
    logger,
    trustedOrigins: () => [url],
  });
}

function signIn(auth: Auth, password: string = grace.password): Promise<Response> {
  return auth.handle(
    new Request(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, [CLIENT_ADDRESS_HEADER]: '192.0.2.1' },
      body: JSON.stringify({ email: grace.email, password }),
    }),
  );
}

function cookieOf(response: Response): Headers {
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return new Headers({ cookie: cookies.join('; ') });
}

describe.each(engines)('identity over the store on $engine', ({ create }) => {
  const stores = withStores(create);

  test('people sign in, and come back with their role', async () => {
    const { store } = await stores.fresh();
    const auth = authOver(store);
    expect(await auth.countPeople()).toBe(0);
    const created = await auth.createPerson({ ...grace, mustChangePassword: true });

    expect((await signIn(auth, 'another password')).status).toBe(401);
    const response = await signIn(auth);
    expect(response.status).toBe(200);
    expect(await auth.session(cookieOf(response))).toEqual({ person: created, mustChangePassword: true });
    expect(created.role).toBe('operator');
    expect(Math.abs(created.createdAt - Date.now())).toBeLessThan(600_000);
    expect(await auth.people()).toEqual([created]);
    expect(await auth.countPeople()).toBe(1);
  });

  test('a new password ends the other sessions', async () => {
    const { store } = await stores.fresh();
    const auth = authOver(store);
    await auth.createPerson({ ...grace, mustChangePassword: true });
    const [first, second] = [cookieOf(await signIn(auth)), cookieOf(await signIn(auth))];

    await auth.changePassword(first, { currentPassword: grace.password, newPassword: 'a better password' });
    expect(await auth.session(second)).toBeUndefined();
    expect((await signIn(auth)).status).toBe(401);
    const response = await signIn(auth, 'a better password');
    expect(await auth.session(cookieOf(response))).toMatchObject({ mustChangePassword: false });
  });

  test('one address of e-mail belongs to one person', async () => {
    const { store } = await stores.fresh();
    const auth = authOver(store);
    await auth.createPerson({ ...grace, mustChangePassword: false });
    const second = auth.createPerson({ ...grace, mustChangePassword: false });
    await expect(second).rejects.toHaveProperty('cause.message', expect.stringMatching(/unique/i));
    expect(await auth.countPeople()).toBe(1);
  });

  test('attempts to sign in are counted in the database, for all instances together', async () => {
    const { store, database } = await stores.fresh();
    const instances = [authOver(store), authOver(await stores.another(database))];
    const statuses: number[] = [];
    for (let attempt = 0; attempt < SIGN_IN_LIMIT.max + 2; attempt++) {
      for (const auth of instances) statuses.push((await signIn(auth, 'wrong password')).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(SIGN_IN_LIMIT.max);
    expect(statuses.at(-1)).toBe(429);
  });
});

test('on SQLite, what is written for a person beside a change that fails is not undone with it', async () => {
  const engine = openSqlite(':memory:');
  const store = createStore(engine, { now: Date.now, onError: () => {} });
  await store.migrate();
  const auth = authOver(store);
  const { id } = await auth.createPerson({ ...grace, mustChangePassword: false });

  let fail = (): void => {};
  const failing = engine.write(
    () => new Promise((_resolve, reject) => (fail = () => reject(new Error('too bad')))),
  );
  const promoted = auth.setRole(id, 'admin');
  // Time for the statement to run inside the open transaction, if nothing held it back.
  await sleep(50);
  fail();

  await expect(failing).rejects.toThrow('too bad');
  expect(await promoted).toMatchObject({ role: 'admin' });
  expect(await auth.people()).toMatchObject([{ id, role: 'admin' }]);
  await store.close();
});
