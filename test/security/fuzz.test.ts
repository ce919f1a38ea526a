import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../server/src/http/schema.ts';
import { openApp, type Answer, type TestApp } from '../api/test-app.ts';
import type { Case } from './case.ts';
import { CASES } from './cases.ts';
import { createShop, fill } from './shop.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openApp({ roles: ['admin'] });
  await createShop(app);
});
afterAll(() => app[Symbol.asyncDispose]());

const ROUTES = new Map(
  CASES.filter(({ route }) => /\/(flags|segments)(\/|$)/.test(route)).map((each) => [each.route, each]),
);

const clause = { attribute: 'a', operator: 'in', values: ['x'] };

/** Bodies that are fine and have everything in them, to spoil. */
function bodyOf({ route, body }: Case): unknown {
  const rules = [
    {
      id: 'r1',
      clauses: [
        clause,
        { any: [{ none: [{ ...clause, operator: 'matches', values: ['^x'], ignoreCase: true }] }, clause] },
        { attribute: 'b', operator: 'before', values: ['2026-11-23'], negate: true },
        { attribute: 'c', operator: 'inCidr', values: ['10.0.0.0/8'] },
      ],
    },
  ];
  if (route.endsWith('/environments/{environment}')) {
    const split = [
      { variant: 'on', weight: 60_000 },
      { variant: 'off', weight: 40_000 },
    ];
    return {
      ...body,
      rules: rules.map((rule) => ({
        ...rule,
        description: 'First',
        serve: { split, share: 50_000, bucketBy: 'company.id' },
      })),
    };
  }
  if (route.endsWith('/segments') || route.endsWith('{segment}')) {
    return { ...body, included: ['a', 'b'], excluded: ['c'], rules };
  }
  if (route.endsWith('/flags')) {
    return {
      ...body,
      valueType: 'json',
      variants: [
        { name: 'a', value: { title: 'A', list: [1, 2] } },
        { name: 'b', value: { title: 'B' } },
      ],
      jsonSchema: { type: 'object', properties: { title: { type: 'string', pattern: '^[A-Z]' } } },
      tags: ['x'],
      runbookUrl: 'https://example.com/',
      expectedRemoval: '2027-01-31',
    };
  }
  return body;
}

const deep = (levels: number, list: boolean): string =>
  list
    ? `${'['.repeat(levels)}${']'.repeat(levels)}`
    : `${'{"all":['.repeat(levels)}${JSON.stringify(clause)}${']}'.repeat(levels)}`;

/** As JSON text, for not everything that JSON can say is a value. */
const garbage = fc.oneof(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.constantFrom(
    'null',
    '1e999',
    '-0',
    '1e-7',
    '9007199254740993',
    '""',
    '" "',
    '"\\u0000"',
    '"\\ud800"',
    '"__proto__"',
    '"constructor"',
    '{"__proto__":{"polluted":true}}',
    '{"toString":1,"length":-1}',
    '"(a+)+$"',
    '"["',
    '"2026-02-30"',
    '[null]',
    deep(8, false),
    deep(5_000, true),
    deep(5_000, false),
    `[${Array.from({ length: 3_000 }, () => '{}').join(',')}]`,
    JSON.stringify('x'.repeat(100_000)),
  ),
);

interface Change {
  at: number;
  how: 'replace' | 'remove' | 'add' | 'wrap' | 'repeat';
  what: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'remove', 'add', 'wrap', 'repeat'),
  what: garbage,
});

/** A mark that no body has, put where text of JSON is to stand. */
const mark = (index: number) => `\u2603${index}\u2603`;

function spoil(body: unknown, changes: readonly Change[]): string {
  let spoiled: unknown = structuredClone(body);
  for (const [index, { at, how }] of changes.entries()) spoiled = spoilOne(spoiled, at, how, mark(index));
  let text = JSON.stringify(spoiled);
  for (const [index, { what }] of changes.entries()) {
    text = text.replaceAll(`"${mark(index)}"`, () => what).replaceAll(mark(index), '\u2603');
  }
  return text;
}

/** Changes the value at one of all places of a body, counted through. */
function spoilOne(body: unknown, at: number, how: Change['how'], what: string): unknown {
  const places: (() => unknown)[] = [];
  const root = { body };
  const visit = (holder: object, key: string | number): void => {
    const value: unknown = Reflect.get(holder, key);
    places.push(() => {
      if (how === 'remove' && Array.isArray(holder)) holder.splice(Number(key), 1);
      else if (how === 'remove') Reflect.deleteProperty(holder, key);
      else if (how === 'repeat' && Array.isArray(holder)) holder.push(value);
      else if (how === 'add' && !Array.isArray(holder)) Reflect.set(holder, 'surprise', what);
      else Reflect.set(holder, key, how === 'wrap' ? [value, what] : what);
    });
    if (typeof value === 'object' && value !== null) {
      for (const inner of Object.keys(value)) visit(value, inner);
    }
  };
  visit(root, 'body');
  places[at % places.length]?.();
  return root.body ?? null;
}

async function send({ route, version }: Case, text: string): Promise<Answer<Problem>> {
  return app.call(fill(route), { as: 'admin', text, ifMatch: version && (await version(app)) });
}

function expectProblem({ status, headers, body, text }: Answer<Problem>): void {
  expect(status, text).toBeLessThan(500);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(body.detail, text).toMatch(/\S.*\.$/);
  for (const error of body.errors ?? []) {
    expect(error.field, text).not.toBe('');
    expect(error.problem, text).toMatch(/\S/);
    expect(error.remedy, text).toMatch(/\S.*\.$/);
  }
  expect(status === 400 ? (body.errors ?? []).length : 1, text).toBeGreaterThan(0);
}

test('the bodies that are spoiled are fine before', async () => {
  for (const route of ROUTES.values()) {
    if (!route.version) continue;
    const { status, text } = await send(route, JSON.stringify(bodyOf(route)));
    expect(status, text).toBeLessThan(300);
  }
});

const RUNS = 300;

test('whatever is sent to the routes about flags and segments is taken, or refused in words and without a trace', async () => {
  const routes = fc.constantFrom(...ROUTES.keys());
  await fc.assert(
    fc.asyncProperty(routes, fc.array(change, { minLength: 1, maxLength: 3 }), async (name, changes) => {
      const route = ROUTES.get(name);
      if (!route) return;
      const text = spoil(bodyOf(route), changes);
      const before = await app.state();
      const answer = await send(route, text);
      if (answer.status < 300) {
        // Or nothing more could be said of an archived flag but that it is archived.
        if (name.endsWith('/archive'))
          await app.call(fill(name).replace('/arch', '/unarch'), { as: 'admin', body: {} });
        return;
      }
      expectProblem(answer);
      expect(await app.state()).toEqual(before);
    }),
    { numRuns: RUNS },
  );
  expect('polluted' in {}).toBe(false);
}, 120_000);
