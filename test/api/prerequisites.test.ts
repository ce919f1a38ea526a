import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../server/src/http/schema.ts';
import { fieldsOf, type Change, type Flag } from './bodies.ts';
import { FLAGS, needs, openShop, SHOP, type Shop } from './shop.ts';
import { openApp, type TestApp } from './test-app.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openApp();
  shop = await openShop(app);
});
afterAll(() => app[Symbol.asyncDispose]());

const requireFlags = <Body = Problem>(key: string, ...flags: string[]) =>
  shop.configure<Body>(key, needs(...flags));

const newFlags = (count: number, fields?: object) => shop.newFlags(count, fields);

const act = <Body = Problem>(key: string, action: 'archive' | 'unarchive') =>
  app.call<Body>(`POST ${FLAGS}/${key}/${action}`, { as: 'editor', body: {} });

const revert = <Body = Problem>(sequence: number) =>
  app.call<Body>(`POST ${SHOP}/changes/${sequence}/revert`, { as: 'editor', body: {} });

describe('saving prerequisites', () => {
  test('they hold in one environment, and in their order', async () => {
    const [one = '', two = '', three = ''] = await newFlags(3);
    const { status, body } = await requireFlags<Flag['environments'][string]>(one, three, two);
    expect(status).toBe(200);
    expect(body.prerequisites).toEqual(needs(three, two).prerequisites);
    expect((await shop.flag(one)).environments['staging']).not.toHaveProperty('prerequisites');
  });

  test('none stays absent, however it was said', async () => {
    const [one = '', two = ''] = await newFlags(2);
    await requireFlags(one, two);
    const { body } = await shop.configure(one, { prerequisites: [] });
    expect(body).not.toHaveProperty('prerequisites');
    const before = await shop.sequence();
    await shop.configure(one, { prerequisites: [] });
    expect(await shop.sequence()).toBe(before);
  });

  test('leaving them out takes them out, as it does with everything else', async () => {
    const [one = '', two = ''] = await newFlags(2);
    await requireFlags(one, two);
    const { version } = await shop.inProduction(one);
    await app.call(`PUT ${FLAGS}/${one}/environments/production`, {
      as: 'editor',
      ifMatch: version,
      body: { enabled: false, offVariant: 'off', rules: [], fallthrough: { variant: 'on' } },
    });
    expect(await shop.inProduction(one)).not.toHaveProperty('prerequisites');
  });

  test('a new environment takes them over', async () => {
    const [one = '', two = ''] = await newFlags(2);
    await requireFlags(one, two);
    await app.call(`POST ${SHOP}/environments`, { as: 'admin', body: { key: 'qa', name: 'QA' } });
    expect((await shop.flag(one)).environments['qa']?.prerequisites).toEqual(needs(two).prerequisites);
  });
});

describe('prerequisites that make no sense', () => {
  test.each([
    ['a flag that is not there', 'nobody', 'on', 'prerequisites.0.flag', 'there is no flag "nobody"'],
    ['a variant that is not there', 'other', 'blue', 'prerequisites.0.variant', 'no variant "blue"'],
    ['the flag itself', 'self', 'on', 'prerequisites.0.flag', 'would require itself'],
  ])('%s', async (_what, which, variant, field, problem) => {
    const [self = '', other = ''] = await newFlags(2);
    const flag = { self, other }[which] ?? which;
    const { status, body } = await shop.configure<Problem>(self, { prerequisites: [{ flag, variant }] });
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { field, problem: expect.stringContaining(problem), remedy: expect.stringMatching(/\.$/) },
    ]);
  });

  test('an archived flag', async () => {
    const [one = '', two = ''] = await newFlags(2);
    await act(two, 'archive');
    const { body } = await requireFlags(one, two);
    expect(body.errors).toMatchObject([
      { field: 'prerequisites.0.flag', problem: `flag "${two}" is archived` },
    ]);
  });

  test('the same flag twice', async () => {
    const [one = '', two = ''] = await newFlags(2);
    expect(fieldsOf((await requireFlags(one, two, two)).body)).toEqual(['prerequisites.1.flag']);
  });

  test('more than twenty', async () => {
    const [one = '', ...others] = await newFlags(22);
    expect((await requireFlags(one, ...others.slice(0, 20))).status).toBe(200);
    const { status, body } = await requireFlags(one, ...others);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ field: 'prerequisites', problem: expect.stringContaining('20') }]);
  });
});

describe('client-side flags', () => {
  test('require only client-side flags: pages could not answer others', async () => {
    const [page = ''] = await newFlags(1, { clientSide: true });
    const [secret = ''] = await newFlags(1);
    expect(fieldsOf((await requireFlags(page, secret)).body)).toEqual(['prerequisites.0.flag']);
    expect((await requireFlags(secret, page)).status).toBe(200);
  });

  test('one that client-side flags require stays client-side', async () => {
    const [page = '', required = ''] = await newFlags(2, { clientSide: true });
    await requireFlags(page, required);
    const { status, body } = await shop.describe<Problem>(required, { clientSide: false });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      { field: 'clientSide', problem: expect.stringContaining(`"${page}" in production`) },
    ]);
  });

  test('one that requires others becomes client-side after them', async () => {
    const [one = '', required = ''] = await newFlags(2);
    await requireFlags(one, required);
    const { body } = await shop.describe<Problem>(one, { clientSide: true });
    expect(body.errors).toMatchObject([
      { field: 'clientSide', problem: expect.stringContaining(`in production, "${required}"`) },
    ]);
    await shop.describe(required, { clientSide: true });
    expect((await shop.describe(one, { clientSide: true })).status).toBe(200);
  });
});

describe('a flag that others require', () => {
  test('keeps the variant that they want', async () => {
    const [one = ''] = await newFlags(1);
    const [layout = ''] = await newFlags(1, {
      valueType: 'string',
      variants: ['list', 'grid', 'spotlight'].map((name) => ({ name, value: name })),
      offVariant: 'list',
    });
    await shop.configure(one, { prerequisites: [{ flag: layout, variant: 'spotlight' }] });
    const variants = ['list', 'grid'].map((name) => ({ name, value: name }));
    const { status, body } = await shop.describe<Problem>(layout, { variants });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      { field: 'variants', problem: `"spotlight" is required by flag "${one}" in production` },
    ]);
    await shop.configure(one, { prerequisites: [{ flag: layout, variant: 'list' }] });
    expect((await shop.describe(layout, { variants })).status).toBe(200);
  });

  test('is not archived while they are there; archived together, they come back in order', async () => {
    const [one = '', required = ''] = await newFlags(2);
    await requireFlags(one, required);
    const refused = await act(required, 'archive');
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'required',
      detail: expect.stringContaining(`required by flag "${one}" in production`),
    });
    expect((await act(one, 'archive')).status).toBe(200);
    expect((await act(required, 'archive')).status).toBe(200);

    const early = await act(one, 'unarchive');
    expect(early.status).toBe(409);
    expect(early.body.detail).toContain(`flag "${required}" is archived`);
    expect((await act(required, 'unarchive')).status).toBe(200);
    expect((await act(one, 'unarchive')).status).toBe(200);
  });
});

describe('reverting', () => {
  test('puts prerequisites back', async () => {
    const [one = '', required = ''] = await newFlags(2);
    await requireFlags(one, required);
    await requireFlags(one);
    const { status } = await revert<Change>(await shop.sequence());
    expect(status).toBe(201);
    expect((await shop.inProduction(one)).prerequisites).toEqual(needs(required).prerequisites);
  });

  test('does not close a circle', async () => {
    const [one = '', two = ''] = await newFlags(2);
    await requireFlags(one, two);
    await requireFlags(one);
    const removed = await shop.sequence();
    await requireFlags(two, one);
    const { status, body } = await revert(removed);
    expect(status).toBe(409);
    expect(body.detail).toContain([one, two, one].join(' → '));
  });

  test('does not require what was archived since, nor archive what is required', async () => {
    const [one = '', required = ''] = await newFlags(2);
    await act(required, 'archive');
    await act(required, 'unarchive');
    const unarchived = await shop.sequence();
    await requireFlags(one, required);
    const archiving = await revert(unarchived);
    expect(archiving.status).toBe(409);
    expect(archiving.body.errors).toMatchObject([{ field: 'archived' }]);

    await requireFlags(one);
    const removed = await shop.sequence();
    await act(required, 'archive');
    const requiring = await revert(removed);
    expect(requiring.status).toBe(409);
    expect(requiring.body.errors).toMatchObject([{ field: 'prerequisites.0.flag' }]);
  });
});
