import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../server/src/http/schema.ts';
import { fieldsOf, type Flag, type KillResult } from './bodies.ts';
import { FLAGS, openShop, type Shop } from './shop.ts';
import { openApp, type TestApp } from './test-app.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openApp();
  shop = await openShop(app);
});
afterAll(() => app[Symbol.asyncDispose]());

describe('configuring a flag in one environment', () => {
  test('a share of 20 % is saved there, and nowhere else', async () => {
    const key = await shop.newFlag();
    const before = await shop.flag(key);
    const { status, body } = await shop.configure(key, {
      enabled: true,
      fallthrough: { variant: 'on', share: 20_000 },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ enabled: true, fallthrough: { variant: 'on', share: 20_000 } });
    const after = await shop.flag(key);
    expect(after.environments.staging).toEqual(before.environments.staging);
    expect(after.environments.production).toEqual(body);
  });

  test('of two people who edit the same version, the second is told', async () => {
    const key = await shop.newFlag();
    const { version } = await shop.inProduction(key);
    const body = { enabled: true, offVariant: 'off', rules: [], fallthrough: { variant: 'on' } };
    const put = () =>
      app.call(`PUT ${FLAGS}/${key}/environments/production`, { as: 'editor', ifMatch: version, body });
    const answers = await Promise.all([put(), put()]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  test('a kill stays while the rules under it are edited', async () => {
    const key = await shop.newFlag();
    await app.call(`POST ${FLAGS}/${key}/environments/production/kill`, {
      as: 'operator',
      body: { reason: 'load' },
    });
    const { status, body } = await shop.configure(key, { enabled: true });
    expect(status).toBe(200);
    expect(body.killed).toMatchObject({ reason: 'load' });
  });

  test('what is not asked for stays absent', async () => {
    const key = await shop.newFlag();
    const { body } = await shop.configure(key, {
      rules: [
        {
          id: 'r1',
          clauses: [{ attribute: 'country', operator: 'in', values: ['DE'] }],
          serve: { variant: 'on' },
        },
      ],
    });
    expect(body.rules[0]).toEqual({
      id: 'r1',
      clauses: [{ attribute: 'country', operator: 'in', values: ['DE'] }],
      serve: { variant: 'on' },
    });
  });
});

describe('the kill switch', () => {
  test('killing says who and why, and leaves the rules as they are', async () => {
    const key = await shop.newFlag();
    await shop.configure(key, { enabled: true });
    const before = await shop.inProduction(key);
    const { status, body } = await app.call<KillResult>(`POST ${FLAGS}/${key}/environments/production/kill`, {
      as: 'operator',
      body: { reason: 'Orders fail', incident: 'INC-7' },
    });
    expect(status).toBe(200);
    expect(body.config.killed).toMatchObject({
      by: 'The operator',
      reason: 'Orders fail',
      incident: 'INC-7',
    });
    expect({ ...body.config, killed: null, version: 0, updatedAt: 0 }).toEqual({
      ...before,
      version: 0,
      updatedAt: 0,
    });
    expect(body.revision).toBe(body.config.version);
  });

  test('killing twice is one kill: the same receipt, one entry in the log', async () => {
    const key = await shop.newFlag();
    const kill = () =>
      app.call(`POST ${FLAGS}/${key}/environments/production/kill`, { as: 'operator', body: {} });
    const first = await kill();
    const before = await shop.sequence();
    const second = await kill();
    expect(second.status).toBe(200);
    expect(first.body).toMatchObject({ changed: true });
    expect(second.body).toEqual({ ...Object(first.body), changed: false });
    expect(await shop.sequence()).toBe(before);
  });

  test('restoring needs the key typed again', async () => {
    const key = await shop.newFlag();
    await app.call(`POST ${FLAGS}/${key}/environments/production/kill`, { as: 'operator', body: {} });
    const restore = <Body>(confirm: string) =>
      app.call<Body>(`POST ${FLAGS}/${key}/environments/production/restore`, {
        as: 'operator',
        body: { confirm },
      });
    const refused = await restore<Problem>('flag');
    expect(refused.status).toBe(400);
    expect(fieldsOf(refused.body)).toEqual(['confirm']);
    expect((await shop.inProduction(key)).killed).not.toBeNull();
    expect((await restore<KillResult>(key)).body.config.killed).toBeNull();
    expect((await restore(key)).status).toBe(409);
  });

  test('many kills at once all succeed', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => shop.newFlag()));
    const answers = await Promise.all(
      keys.map((key) =>
        app.call(`POST ${FLAGS}/${key}/environments/production/kill`, { as: 'operator', body: {} }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 200));
  });
});

describe('archiving', () => {
  test('a flag that is on in production is not archived; one that was killed there is', async () => {
    const key = await shop.newFlag();
    await shop.configure(key, { enabled: true });
    const archive = () =>
      app.call<Flag>(`POST ${FLAGS}/${key}/archive`, { as: 'editor', body: { comment: 'Done' } });
    const refused = await archive();
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'still_on' });
    await app.call(`POST ${FLAGS}/${key}/environments/production/kill`, { as: 'operator', body: {} });
    expect((await archive()).body.archived).toBe(true);
  });

  test('a flag comes back off in every environment', async () => {
    const key = await shop.newFlag();
    await shop.configure(key, { enabled: true }, 'development');
    await app.call(`POST ${FLAGS}/${key}/archive`, { as: 'editor', body: {} });
    const { body } = await app.call<Flag>(`POST ${FLAGS}/${key}/unarchive`, { as: 'editor', body: {} });
    expect(body.archived).toBe(false);
    expect(Object.values(body.environments).map(({ enabled }) => enabled)).toEqual([false, false, false]);
  });

  test('an archived flag is left alone', async () => {
    const key = await shop.newFlag();
    await app.call(`POST ${FLAGS}/${key}/archive`, { as: 'editor', body: {} });
    const { status, body } = await shop.configure<Problem>(key, { enabled: true });
    expect(status).toBe(409);
    expect(body.code).toBe('archived');
  });
});
