import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFirstAdmin } from '../../server/src/auth/first-admin.ts';
import { SIGN_IN_LIMIT } from '../../server/src/auth/index.ts';
import { seedDemo } from '../../server/src/demo/seed.ts';
import { createDatabase, type TestDatabase } from '../setup/create-database.ts';
import type { Change, Flag, KillResult, Project } from './bodies.ts';
import { cookieFrom, openApp, PASSWORD, type TestApp } from './test-app.ts';

// Two servers over one Postgres, as one runs them behind a load balancer.
let database: TestDatabase;
let one: TestApp;
let other: TestApp;
let folder: string;
beforeAll(async () => {
  database = await createDatabase();
  folder = await mkdtemp(join(tmpdir(), 'signalbox-instances-'));
  one = await openApp({ roles: [], databaseUrl: database.url });
  other = await openApp({ roles: [], databaseUrl: database.url });
});
afterAll(async () => {
  await one[Symbol.asyncDispose]();
  await other[Symbol.asyncDispose]();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('started at the same moment, they make one administrator and one demo project', async () => {
  const admin = { email: 'root@example.com', password: PASSWORD };
  const made = await Promise.all([createFirstAdmin(one.auth, admin), createFirstAdmin(other.auth, admin)]);
  expect(made.filter((result) => result !== undefined).length).toBeGreaterThanOrEqual(1);
  expect(await one.auth.people()).toHaveLength(1);

  const seeded = await Promise.all(
    [one, other].map(({ store }) => seedDemo({ store, url: 'http://localhost:4000', dataFolder: folder })),
  );
  expect(seeded.filter((keys) => keys !== undefined)).toHaveLength(1);
  expect(await one.store.flags('shop')).toHaveLength(8);
});

test('a session of the one is a session of the other, and so is its end', async () => {
  const body = { email: 'root@example.com', password: PASSWORD };
  const cookie = cookieFrom((await one.call('POST /api/auth/sign-in/email', { body })).headers);
  expect((await other.call('GET /api/v1/projects', { headers: { cookie } })).status).toBe(200);
  await other.call('POST /api/auth/sign-out', { body: {}, headers: { cookie } });
  expect((await one.call('GET /api/v1/projects', { headers: { cookie } })).status).toBe(401);
});

test('what is changed, killed and reverted through the one stands in the other', async () => {
  const body = { email: 'root@example.com', password: PASSWORD };
  const cookie = cookieFrom((await one.call('POST /api/auth/sign-in/email', { body })).headers);
  const headers = { cookie };
  const flag = '/api/v1/projects/shop/flags/recommendations';
  const killed = await one.call<KillResult>(`POST ${flag}/environments/production/kill`, {
    headers,
    body: { reason: 'load' },
  });
  expect(killed.status).toBe(200);
  const seen = await other.call<Flag>(`GET ${flag}`, { headers });
  expect(seen.body.environments['production']).toEqual(killed.body.config);

  const { body: before } = await other.call<Flag>(`GET ${flag}`, { headers });
  const patch = { headers, ifMatch: before.version, body: { owner: 'Ada' } };
  const edits = await Promise.all([one.call(`PATCH ${flag}`, patch), other.call(`PATCH ${flag}`, patch)]);
  // The same edit twice: the second finds it done, or an old version.
  expect(edits.map(({ status }) => status)).toContain(200);
  const { body: project } = await one.call<Project>('GET /api/v1/projects/shop', { headers });
  const reverted = await other.call<Change>(`POST /api/v1/projects/shop/changes/${project.sequence}/revert`, {
    headers,
    body: {},
  });
  expect(reverted.status, reverted.text).toBe(201);
  expect((await one.call<Flag>(`GET ${flag}`, { headers })).body.owner).toBe(before.owner);
});

test('many edits through both at once are all made, one after the other', async () => {
  const body = { email: 'root@example.com', password: PASSWORD };
  const cookie = cookieFrom((await one.call('POST /api/auth/sign-in/email', { body })).headers);
  const created = await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      (i % 2 ? one : other).call('POST /api/v1/projects/shop/flags', {
        headers: { cookie },
        body: { key: `parallel-${i}`, kind: 'release', valueType: 'boolean' },
      }),
    ),
  );
  expect(created.map(({ status }) => status)).toEqual(created.map(() => 201));
});

test('attempts to sign in are counted together', async () => {
  const attempt = (app: TestApp) =>
    app.call('POST /api/auth/sign-in/email', { body: { email: 'root@example.com', password: 'guess' } });
  const statuses: number[] = [];
  for (let i = 0; i <= SIGN_IN_LIMIT.max; i++) statuses.push((await attempt(i % 2 ? one : other)).status);
  expect(statuses.at(-1)).toBe(429);
});
