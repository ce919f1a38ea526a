import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configIn, fieldsOf, type Flag } from './bodies.ts';
import { FLAGS, openShop, type Shop } from './shop.ts';
import { openApp, type TestApp } from './test-app.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openApp();
  shop = await openShop(app);
});
afterAll(() => app[Symbol.asyncDispose]());

describe('creating a flag', () => {
  test('a new flag is off in every environment, with "off" as its off variant', async () => {
    const { environments, variants, salt } = await shop.flag(await shop.newFlag());
    expect(variants).toEqual([
      { name: 'on', value: true },
      { name: 'off', value: false },
    ]);
    expect(Object.keys(environments).toSorted()).toEqual(['development', 'production', 'staging']);
    for (const config of Object.values(environments)) {
      expect(config).toMatchObject({
        enabled: false,
        offVariant: 'off',
        rules: [],
        fallthrough: { variant: 'on' },
        killed: null,
      });
    }
    expect(salt).toMatch(/^[A-Za-z0-9]{8}$/);
  });

  test.each([
    [
      'the variant that means nothing',
      [
        { name: 'a', value: 5 },
        { name: 'zero', value: 0 },
        { name: 'b', value: 7 },
      ],
      'zero',
    ],
    [
      'the last variant when none means nothing',
      [
        { name: 'a', value: 5 },
        { name: 'b', value: 7 },
      ],
      'b',
    ],
  ])('the off variant is %s', async (_what, variants, offVariant) => {
    const key = await shop.newFlag({ valueType: 'number', variants });
    expect((await shop.inProduction(key)).offVariant).toBe(offVariant);
  });

  test('no request can create a flag that is on', async () => {
    const body = { key: 'eager', kind: 'release', valueType: 'boolean', enabled: true };
    const { status, body: problem } = await app.call(`POST ${FLAGS}`, { as: 'editor', body });
    expect(status).toBe(400);
    expect(fieldsOf(problem)).toEqual(['enabled']);
  });

  test('a key that is taken is refused and says so', async () => {
    const key = await shop.newFlag();
    const body = { key, kind: 'ops', valueType: 'boolean' };
    const { status, body: problem } = await app.call(`POST ${FLAGS}`, { as: 'editor', body });
    expect(status).toBe(409);
    expect(problem).toMatchObject({ code: 'exists', errors: [{ field: 'key' }] });
  });
});

describe('editing what a flag is', () => {
  test('a description is saved without a new revision for any SDK', async () => {
    const key = await shop.newFlag();
    const before = await shop.flag(key);
    const {
      status,
      body: after,
      headers,
    } = await app.call<Flag>(`PATCH ${FLAGS}/${key}`, {
      as: 'editor',
      ifMatch: before.version,
      body: { description: 'One-page checkout', comment: 'Now it says what it is' },
    });
    expect(status).toBe(200);
    expect(after.description).toBe('One-page checkout');
    expect(headers.get('etag')).toBe(`"${after.version}"`);
    expect(after.environments).toEqual(before.environments);
  });

  test('client-side visibility gives every environment a new revision', async () => {
    const key = await shop.newFlag();
    const before = await shop.flag(key);
    const { body: after } = await app.call<Flag>(`PATCH ${FLAGS}/${key}`, {
      as: 'editor',
      ifMatch: before.version,
      body: { clientSide: true },
    });
    for (const environment of ['development', 'staging', 'production']) {
      expect(configIn(after, environment).version).toBeGreaterThan(configIn(before, environment).version);
    }
  });

  test('saving what is there already writes nothing to the log', async () => {
    const key = await shop.newFlag({ owner: 'Ada' });
    const before = await shop.sequence();
    const { version } = await shop.flag(key);
    const { status } = await app.call(`PATCH ${FLAGS}/${key}`, {
      as: 'editor',
      ifMatch: version,
      body: { owner: 'Ada' },
    });
    expect(status).toBe(200);
    expect(await shop.sequence()).toBe(before);
  });

  test('an edit of an old version is refused with the version that stands', async () => {
    const key = await shop.newFlag();
    const { version } = await shop.flag(key);
    await app.call(`PATCH ${FLAGS}/${key}`, { as: 'editor', ifMatch: version, body: { owner: 'Ada' } });
    const { status, body } = await app.call(`PATCH ${FLAGS}/${key}`, {
      as: 'editor',
      ifMatch: version,
      body: { owner: 'Bob' },
    });
    expect(status).toBe(412);
    const current = await shop.flag(key);
    expect(current.owner).toBe('Ada');
    expect(body).toMatchObject({
      code: 'version_conflict',
      expected: version,
      current: current.version,
      currentValue: current,
    });
  });

  test('an edit that names no version is refused', async () => {
    const key = await shop.newFlag();
    const { status, body } = await app.call(`PATCH ${FLAGS}/${key}`, {
      as: 'editor',
      body: { owner: 'Ada' },
    });
    expect(status).toBe(428);
    expect(body.code).toBe('version_required');
  });

  test('a variant that is still served cannot go, and the answer says where it is served', async () => {
    const key = await shop.newFlag({
      valueType: 'string',
      variants: ['red', 'blue', 'green'].map((name) => ({ name, value: name })),
    });
    await shop.configure(key, {
      rules: [{ id: 'germany', clauses: [], serve: { variant: 'blue' } }],
      fallthrough: { variant: 'red' },
    });
    const { version } = await shop.flag(key);
    const patch = (variants: string[]) =>
      app.call(`PATCH ${FLAGS}/${key}`, {
        as: 'editor',
        ifMatch: version,
        body: { variants: variants.map((name) => ({ name, value: name })) },
      });
    const refused = await patch(['red', 'green']);
    expect(refused.status).toBe(400);
    expect(fieldsOf(refused.body)).toEqual(['variants']);
    expect(refused.body.detail).toContain('rule "germany" in production');
    expect((await patch(['red', 'blue', 'green', 'black'])).status).toBe(200);
  });

  test('the value type cannot change', async () => {
    const key = await shop.newFlag();
    const { version } = await shop.flag(key);
    const { status, body } = await app.call(`PATCH ${FLAGS}/${key}`, {
      as: 'editor',
      ifMatch: version,
      body: { valueType: 'string' },
    });
    expect(status).toBe(400);
    expect(fieldsOf(body)).toEqual(['valueType']);
  });
});
