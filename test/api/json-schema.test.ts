import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldsOf, type Change, type CreatedSdkKey, type Flag } from './bodies.ts';
import { FLAGS, openShop, SHOP, type Shop } from './shop.ts';
import { openApp, type TestApp } from './test-app.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openApp({ roles: ['viewer', 'editor', 'admin'] });
  shop = await openShop(app);
});
afterAll(() => app[Symbol.asyncDispose]());

const BANNER = {
  type: 'object',
  required: ['title'],
  properties: { title: { type: 'string' }, size: { type: 'integer' } },
};
const banner = (fields: object = {}) => ({
  valueType: 'json',
  jsonSchema: BANNER,
  variants: [
    { name: 'small', value: { title: 'Sale', size: 1 } },
    { name: 'large', value: { title: 'Sale', size: 3 } },
  ],
  ...fields,
});

test('a JSON flag keeps its JSON Schema, and one without has none', async () => {
  const flag = await shop.flag(await shop.newFlag(banner()));
  expect(flag.jsonSchema).toEqual(BANNER);
  const other = await shop.flag(await shop.newFlag(banner({ jsonSchema: null })));
  expect(other).not.toHaveProperty('jsonSchema');
});

test('a flag whose variant does not satisfy it is not created; variant and place are named', async () => {
  const variants = [{ name: 'huge', value: { title: 'Sale', size: 'XXL' } }];
  const body = { key: 'huge', kind: 'release', ...banner({ variants }) };
  const answer = await app.call(`POST ${FLAGS}`, { as: 'editor', body });
  expect(answer.status).toBe(400);
  expect(answer.body.errors).toEqual([
    {
      field: 'variants.0.value.size',
      problem: 'variant "huge" does not satisfy the JSON Schema: it must be integer',
      remedy: 'Correct the value, or change the JSON Schema.',
    },
  ]);
});

test('variants and JSON Schema stay together, whichever of them is changed', async () => {
  const key = await shop.newFlag(banner());
  const { variants } = await shop.flag(key);
  const more = [...variants, { name: 'untitled', value: { size: 2 } }];
  const refused = await shop.describe<Parameters<typeof fieldsOf>[0]>(key, { variants: more });
  expect(refused.status).toBe(400);
  expect(fieldsOf(refused.body)).toEqual(['variants.2.value']);

  const stricter = { ...BANNER, properties: { size: { maximum: 2 } } };
  const alsoRefused = await shop.describe<Parameters<typeof fieldsOf>[0]>(key, { jsonSchema: stricter });
  expect(alsoRefused.status).toBe(400);
  expect(fieldsOf(alsoRefused.body)).toEqual(['variants.1.value.size']);

  const both = await shop.describe(key, { jsonSchema: { type: 'object' }, variants: more });
  expect(both.status, both.text).toBe(200);
  expect(both.body).toMatchObject({ jsonSchema: { type: 'object' }, variants: more });
});

test('null takes it away; what is not sent stays', async () => {
  const key = await shop.newFlag(banner());
  await shop.describe(key, { owner: 'Ada' });
  expect((await shop.flag(key)).jsonSchema).toEqual(BANNER);
  const without = await shop.describe(key, { jsonSchema: null });
  expect(without.body).not.toHaveProperty('jsonSchema');
  const again = await shop.sequence();
  await shop.describe(key, { jsonSchema: null });
  expect(await shop.sequence()).toBe(again);
});

test('taking it away can be reverted', async () => {
  const key = await shop.newFlag(banner());
  await shop.describe(key, { jsonSchema: null });
  const sequence = await shop.sequence();
  const { body: change } = await app.call<Change>(`GET ${SHOP}/changes/${sequence}`, { as: 'viewer' });
  expect(change.items[0]?.before).toMatchObject({ jsonSchema: BANNER });
  const { status, text } = await app.call(`POST ${SHOP}/changes/${sequence}/revert`, {
    as: 'editor',
    body: {},
  });
  expect(status, text).toBe(201);
  expect((await shop.flag(key)).jsonSchema).toEqual(BANNER);
});

test('SDKs neither get it nor hear of it', async () => {
  const key = await shop.newFlag(banner());
  const before = await shop.flag(key);
  const { body: sdkKey } = await app.call<CreatedSdkKey>(`POST ${SHOP}/environments/production/sdk-keys`, {
    as: 'admin',
    body: { name: 'Shop', kind: 'server' },
  });
  const authorization = `Bearer ${sdkKey.sdkKey}`;
  const ruleset = () => app.call('GET /sdk/v1/ruleset', { headers: { authorization } });
  const first = await ruleset();
  expect(first.text).toContain(`"${key}"`);
  expect(first.text).not.toContain('jsonSchema');

  await shop.describe(key, { jsonSchema: { ...BANNER, title: 'Banner' } });
  const after: Flag = await shop.flag(key);
  expect(after.environments).toEqual(before.environments);
  expect((await ruleset()).headers.get('etag')).toBe(first.headers.get('etag'));
});
