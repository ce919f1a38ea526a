import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../server/src/http/schema.ts';
import type { Change, Changes, Environments, Segment } from './bodies.ts';
import { openShop, SHOP, type Shop } from './shop.ts';
import { openApp, type TestApp } from './test-app.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openApp();
  shop = await openShop(app);
});
afterAll(() => app[Symbol.asyncDispose]());

/** Changes a flag in production and answers the number of that change. */
async function configure(key: string, change: object): Promise<number> {
  await shop.configure(key, change);
  return shop.sequence();
}

const revert = <Body = Problem>(sequence: number, body: object = {}) =>
  app.call<Body>(`POST ${SHOP}/changes/${sequence}/revert`, { as: 'editor', body });

describe('the change log', () => {
  test('an entry says who did what, when and why, with before and after', async () => {
    const key = await shop.newFlag();
    const { version } = await shop.inProduction(key);
    await app.call(`PUT ${SHOP}/flags/${key}/environments/production`, {
      as: 'editor',
      ifMatch: version,
      body: {
        enabled: true,
        offVariant: 'off',
        rules: [],
        fallthrough: { variant: 'on' },
        comment: 'For the sale',
      },
    });
    const { body } = await app.call<Change>(`GET ${SHOP}/changes/${await shop.sequence()}`, { as: 'viewer' });
    expect(body).toMatchObject({
      action: 'flag.configure',
      flag: key,
      environment: 'production',
      comment: 'For the sale',
      actor: { type: 'user', name: 'The editor' },
    });
    expect(body.items[0]).toMatchObject({ before: { enabled: false }, after: { enabled: true } });
    expect(body.revisions.production).toBe((await shop.inProduction(key)).version);
  });

  test('it can be read page by page, and for one flag alone', async () => {
    const key = await shop.newFlag();
    await shop.describe(key, { owner: 'Ada' });
    await shop.describe(key, { owner: 'Bob' });
    const page = (query: string) => app.call<Changes>(`GET ${SHOP}/changes?${query}`, { as: 'viewer' });
    const first = (await page(`flag=${key}&limit=2`)).body.changes;
    expect(first.map(({ action }) => action)).toEqual(['flag.update', 'flag.update']);
    const rest = (await page(`flag=${key}&before=${first[1]?.sequence}`)).body.changes;
    expect(rest.map(({ action }) => action)).toEqual(['flag.create']);
  });

  test('a change that is not there is a 404', async () => {
    expect((await app.call(`GET ${SHOP}/changes/999999`, { as: 'viewer' })).status).toBe(404);
  });
});

describe('reverting a change', () => {
  test('puts the flag back as it was, as a change of its own', async () => {
    const key = await shop.newFlag();
    const before = await shop.inProduction(key);
    const sequence = await configure(key, { enabled: true, fallthrough: { variant: 'on', share: 10_000 } });
    const { status, body } = await revert(sequence, { comment: 'Too early' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      action: 'change.revert',
      flag: key,
      environment: 'production',
      comment: 'Too early',
    });
    const after = await shop.inProduction(key);
    expect({ ...after, version: 0, updatedAt: 0 }).toEqual({ ...before, version: 0, updatedAt: 0 });
  });

  test('a revert can be reverted', async () => {
    const key = await shop.newFlag();
    const reverted = await revert<Change>(await configure(key, { enabled: true }));
    expect((await revert(reverted.body.sequence)).status).toBe(201);
    expect((await shop.inProduction(key)).enabled).toBe(true);
  });

  test('is refused when a later change touched the same thing, and names that one', async () => {
    const key = await shop.newFlag();
    const first = await configure(key, { enabled: true });
    const second = await configure(key, { fallthrough: { variant: 'off' } });
    const { status, body } = await revert(first);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'changed_since', current: second });
    expect(body.detail).toContain(`change ${second} by The editor`);
    expect((await shop.inProduction(key)).enabled).toBe(true);
  });

  test('is refused when everything is as it was already', async () => {
    const key = await shop.newFlag();
    const sequence = await configure(key, { enabled: true });
    await configure(key, { enabled: false });
    const { status, body } = await revert(sequence);
    expect(status).toBe(409);
    expect(body.code).toBe('nothing_to_revert');
  });

  test('never lifts a kill', async () => {
    const key = await shop.newFlag();
    const sequence = await configure(key, { enabled: true });
    await app.call(`POST ${SHOP}/flags/${key}/environments/production/kill`, {
      as: 'operator',
      body: { reason: 'load' },
    });
    expect((await revert(sequence)).status).toBe(201);
    expect(await shop.inProduction(key)).toMatchObject({
      enabled: false,
      killed: { reason: 'load' },
    });
  });

  test('a kill and the birth of a flag are not reverted; the answer says what to do instead', async () => {
    const key = await shop.newFlag();
    const born = await shop.sequence();
    await app.call(`POST ${SHOP}/flags/${key}/environments/production/kill`, { as: 'operator', body: {} });
    const killed = await shop.sequence();
    expect((await revert(born)).body.detail).toContain('Archive the flag');
    expect((await revert(killed)).body.detail).toContain('Restore the flag');
  });

  test('is refused when a rule would serve a variant that has gone', async () => {
    const variants = ['a', 'b', 'c'].map((name) => ({ name, value: name }));
    const key = await shop.newFlag({ valueType: 'string', variants, offVariant: 'a' });
    await configure(key, { fallthrough: { variant: 'c' } });
    const sequence = await configure(key, { fallthrough: { variant: 'b' } });
    await shop.describe(key, { variants: variants.slice(0, 2) });
    const { status, body } = await revert(sequence);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'does_not_fit', errors: [{ field: 'fallthrough.variant' }] });
  });

  test('brings a removed segment back with its content', async () => {
    const segments = `${SHOP}/environments/production/segments`;
    await app.call(`POST ${segments}`, {
      as: 'editor',
      body: { key: 'beta', name: 'Beta', included: ['ada', 'bob'] },
    });
    await app.call(`DELETE ${segments}/beta?comment=Unused`, { as: 'editor' });
    expect((await app.call(`GET ${segments}/beta`, { as: 'viewer' })).status).toBe(404);
    expect((await revert(await shop.sequence())).status).toBe(201);
    expect((await app.call<Segment>(`GET ${segments}/beta`, { as: 'viewer' })).body.included).toEqual([
      'ada',
      'bob',
    ]);
  });

  test('an editor cannot undo what only an admin may do', async () => {
    await app.call(`PATCH ${SHOP}/environments/staging`, { as: 'admin', body: { name: 'Stage' } });
    const sequence = await shop.sequence();
    const refused = await revert(sequence);
    expect(refused.status).toBe(403);
    const allowed = await app.call(`POST ${SHOP}/changes/${sequence}/revert`, { as: 'admin', body: {} });
    expect(allowed.status).toBe(201);
    const { body } = await app.call<Environments>(`GET ${SHOP}/environments`, { as: 'viewer' });
    expect(body.environments[1]?.name).toBe('Staging');
  });
});
