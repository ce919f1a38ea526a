import type { Condition } from '@signalbox/core/evaluator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, type Segment } from './bodies.ts';
import { openShop, SHOP, type Shop } from './shop.ts';
import { openApp, type TestApp } from './test-app.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openApp({ roles: ['viewer', 'editor', 'admin'] });
  shop = await openShop(app);
});
afterAll(() => app[Symbol.asyncDispose]());

const SEGMENTS = `${SHOP}/environments/production/segments`;
const rule = (...clauses: object[]) => ({ id: 'r', clauses, serve: { variant: 'on' } });
const matches = (pattern: string, fields: object = {}) => ({
  attribute: 'agent',
  operator: 'matches',
  values: [pattern],
  ...fields,
});

test('groups, every operator and what goes with them are kept as they were sent', async () => {
  await app.call(`POST ${SEGMENTS}`, { as: 'editor', body: { key: 'staff', name: 'Staff' } });
  const clauses: Condition[] = [
    { attribute: 'plan', operator: 'equals', values: ['PRO'], ignoreCase: true },
    {
      any: [
        { attribute: 'agent', operator: 'matches', values: ['^Mozilla/5'], negate: true },
        {
          all: [
            { attribute: 'joined', operator: 'before', values: ['2026-11-23', 1_795_000_000_000] },
            { attribute: 'joined', operator: 'after', values: ['2020-01-01T00:00:00Z'] },
            { none: [{ attribute: 'ip', operator: 'inCidr', values: ['10.0.0.0/8', '2001:db8::/32'] }] },
          ],
        },
        { attribute: 'company.id', operator: 'exists', values: [] },
        { attribute: 'targetingKey', operator: 'inSegment', values: ['staff'] },
      ],
    },
  ];
  const key = await shop.newFlag();
  const { status, text, body } = await shop.configure(key, { rules: [rule(...clauses)] });
  expect(status, text).toBe(200);
  expect(body.rules[0]?.clauses).toEqual(clauses);
  expect((await shop.inProduction(key)).rules[0]?.clauses).toEqual(clauses);

  const rules = [{ id: 's', clauses }];
  const created = await app.call<Segment>(`POST ${SEGMENTS}`, {
    as: 'editor',
    body: { key: 'grouped', name: 'Grouped', rules },
  });
  expect(created.body.rules).toEqual(rules);
});

test('a segment that only a group in a group asks for cannot go', async () => {
  await app.call(`POST ${SEGMENTS}`, { as: 'editor', body: { key: 'needed', name: 'Needed' } });
  const key = await shop.newFlag();
  const inSegment = { attribute: 'targetingKey', operator: 'inSegment', values: ['needed'] };
  await shop.configure(key, { rules: [rule({ any: [{ none: [inSegment] }] })] });
  const { status, body } = await app.call(`DELETE ${SEGMENTS}/needed`, { as: 'editor' });
  expect(status).toBe(409);
  expect(body.detail).toContain(`flag "${key}"`);
});

test('segments that ask for each other in groups are a circle', async () => {
  const asking = (key: string) => [
    {
      id: 'r',
      clauses: [{ all: [{ none: [{ attribute: 'x', operator: 'inSegment', values: [key] }] }] }],
    },
  ];
  await app.call(`POST ${SEGMENTS}`, { as: 'editor', body: { key: 'one', name: 'One' } });
  await app.call(`POST ${SEGMENTS}`, {
    as: 'editor',
    body: { key: 'two', name: 'Two', rules: asking('one') },
  });
  const { body: one } = await app.call<Segment>(`GET ${SEGMENTS}/one`, { as: 'viewer' });
  const { status, body } = await app.call(`PUT ${SEGMENTS}/one`, {
    as: 'editor',
    ifMatch: one.version,
    body: { name: 'One', description: '', included: [], excluded: [], rules: asking('two') },
  });
  expect(status).toBe(400);
  expect(body.detail).toContain('one → two → one');
});

describe('regular expressions', () => {
  test('that could make an application wait are refused, with where, why and what to do', async () => {
    const key = await shop.newFlag();
    const { status, body } = await shop.configure(key, {
      rules: [rule(matches('^Mozilla')), { ...rule({ none: [matches('(a+)+$')] }), id: 'evil' }],
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      errors: [
        {
          field: 'rules.1.clauses.0.none.0.values.0',
          problem: expect.stringMatching(/^takes more than 250 steps .* such as "aaa/),
          remedy: expect.stringMatching(/^Bound its repetitions/),
        },
      ],
    });
  });

  test('are refused in segments too, new ones and old ones', async () => {
    const rules = [{ id: 'r', clauses: [matches('(?=a)', { ignoreCase: true })] }];
    const created = await app.call(`POST ${SEGMENTS}`, {
      as: 'editor',
      body: { key: 'evil', name: 'Evil', rules },
    });
    expect(created.status).toBe(400);
    expect(fieldsOf(created.body)).toEqual(['rules.0.clauses.0.values.0']);

    await app.call(`POST ${SEGMENTS}`, { as: 'editor', body: { key: 'good', name: 'Good' } });
    const { body: good } = await app.call<Segment>(`GET ${SEGMENTS}/good`, { as: 'viewer' });
    const changed = await app.call(`PUT ${SEGMENTS}/good`, {
      as: 'editor',
      ifMatch: good.version,
      body: { name: 'Good', description: '', included: [], excluded: [], rules },
    });
    expect(changed.status).toBe(400);
    expect(fieldsOf(changed.body)).toEqual(['rules.0.clauses.0.values.0']);
  });

  test('that are saved already can stay, whatever they are, while something else is changed', async () => {
    const key = await shop.newFlag();
    const found = (await app.store.flag('shop', key))?.environments['production'];
    if (!found) throw new Error('The flag is not there');
    const { version: _v, updatedAt: _u, ...config } = found;
    const old: Condition = { attribute: 'agent', operator: 'matches', values: ['.*a.*b'] };
    await app.store.commit(
      {
        project: 'shop',
        action: 'flag.configure',
        flag: key,
        comment: '',
        writes: [
          {
            type: 'flagConfig',
            key,
            environment: 'production',
            value: { ...config, rules: [{ id: 'r', clauses: [old], serve: { variant: 'on' } }] },
          },
        ],
      },
      { type: 'system', id: 'test', name: 'An older release' },
    );
    expect((await shop.configure(key, { enabled: true })).status).toBe(200);
    expect((await shop.configure(key, { rules: [rule(old, matches('.*c.*d'))] })).status).toBe(400);
  });
});

test('the API says what a condition is', async () => {
  interface Document {
    components: { schemas: Record<string, { oneOf?: object[]; properties?: object }> };
  }
  const { body } = await app.call<Document>('GET /openapi.json');
  const { Clause, Condition: condition, Rule } = body.components.schemas;
  expect(condition?.oneOf?.[0]).toEqual({ $ref: '#/components/schemas/Clause' });
  expect(Object.keys(Clause?.properties ?? {})).toEqual([
    'attribute',
    'operator',
    'values',
    'negate',
    'ignoreCase',
  ]);
  expect(Rule?.properties).toMatchObject({
    clauses: { type: 'array', maxItems: 50, items: { $ref: '#/components/schemas/Condition' } },
  });
});
