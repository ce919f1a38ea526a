import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../server/src/http/schema.ts';
import { fieldsOf, type PrerequisiteGraph } from './bodies.ts';
import { FLAGS, needs, openShop, SHOP, type Shop } from './shop.ts';
import { openApp, type TestApp } from './test-app.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openApp();
  shop = await openShop(app);
});
afterAll(() => app[Symbol.asyncDispose]());

const requireFlags = (key: string, ...flags: string[]) => shop.configure<Problem>(key, needs(...flags));

const newFlags = (count: number) => shop.newFlags(count);

/** Each requires the next. */
async function newChain(length: number): Promise<string[]> {
  const keys = await newFlags(length);
  const links = keys.slice(1).map((next, index) => [keys[index] ?? '', next] as const);
  for (const [key, next] of links) expect((await requireFlags(key, next)).status).toBe(200);
  return keys;
}

describe('flags that hang together too much', () => {
  test('a circle, which is named', async () => {
    const [one = '', two = '', three = ''] = await newChain(3);
    const { status, body } = await requireFlags(three, one);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      {
        field: 'prerequisites.0.flag',
        problem: `the flag would require itself: ${[three, one, two, three].join(' → ')}`,
      },
    ]);
    expect(await shop.inProduction(three)).not.toHaveProperty('prerequisites');
  });

  test('a chain of more than ten steps, whichever end grows', async () => {
    const chain = await newChain(11);
    const [first = ''] = chain;
    const last = chain.at(-1) ?? '';
    const [other = ''] = await newFlags(1);
    const longer = await requireFlags(other, first);
    expect(longer.status).toBe(400);
    expect(longer.body.errors).toMatchObject([
      { field: 'prerequisites.0.flag', problem: expect.stringContaining('11') },
    ]);
    expect((await requireFlags(last, other)).status).toBe(400);
    expect((await requireFlags(other, chain[1] ?? '')).status).toBe(200);
  });

  test('so many, each requiring many, that one answer would ask hundreds', async () => {
    const layers = [await newFlags(6), await newFlags(6), await newFlags(6)];
    const [first = [], second = [], third = []] = layers;
    for (const key of second) expect((await requireFlags(key, ...third)).status).toBe(200);
    for (const key of first) expect((await requireFlags(key, ...second)).status).toBe(200);
    const [top = ''] = await newFlags(1);
    const { status, body } = await requireFlags(top, ...first);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      { field: 'prerequisites', problem: expect.stringContaining('259 flags') },
    ]);

    // Nor by what is required below: then the one on top would ask too many.
    expect((await requireFlags(top, ...first.slice(0, 4))).status).toBe(200);
    const [last = ''] = third;
    const more = await newFlags(2);
    expect(fieldsOf((await requireFlags(last, ...more)).body)).toEqual(['prerequisites']);
  });

  test('of two saves at once that together close a circle one is refused', async () => {
    for (let round = 0; round < 5; round++) {
      const [one = '', two = ''] = await newFlags(2);
      const answers = await Promise.all([requireFlags(one, two), requireFlags(two, one)]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
    }
  });
});

describe('the graph of an environment', () => {
  const graph = async (environment: string) => {
    const path = `${SHOP}/environments/${environment}/prerequisites`;
    return (await app.call<PrerequisiteGraph>(`GET ${path}`, { as: 'viewer' })).body.flags;
  };

  test('names who requires whom, both ways, and nobody else', async () => {
    const [one = '', two = '', three = ''] = await newFlags(4);
    await shop.configure(one, needs(three, two), 'development');
    await shop.configure(two, needs(three), 'development');
    const flags = (await graph('development')).filter(({ flag }) => [one, two, three].includes(flag));
    expect(flags).toEqual([
      { flag: one, requires: needs(three, two).prerequisites, requiredBy: [] },
      { flag: two, requires: needs(three).prerequisites, requiredBy: [one] },
      { flag: three, requires: [], requiredBy: [one, two] },
    ]);
    expect((await graph('staging')).map(({ flag }) => flag)).not.toContain(one);
  });

  test('leaves archived flags out', async () => {
    const [one = '', two = ''] = await newFlags(2);
    await shop.configure(one, needs(two), 'development');
    await app.call(`POST ${FLAGS}/${one}/archive`, { as: 'editor', body: {} });
    expect((await graph('development')).map(({ flag }) => flag)).not.toContain(two);
  });

  test('is a 404 for an environment that is not there', async () => {
    const { status } = await app.call(`GET ${SHOP}/environments/moon/prerequisites`, { as: 'viewer' });
    expect(status).toBe(404);
  });
});
