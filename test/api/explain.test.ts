import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explanationSchema } from '../../server/src/explain/explanation.ts';
import type { Problem } from '../../server/src/http/schema.ts';
import { fieldsOf, type Explained } from './bodies.ts';
import { FLAGS, openShop, SHOP, type Shop } from './shop.ts';
import { openApp, type Answer, type TestApp } from './test-app.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openApp();
  shop = await openShop(app);
});
afterAll(() => app[Symbol.asyncDispose]());

const explain = <Body = Explained>(body: object, environment = 'production'): Promise<Answer<Body>> =>
  app.call<Body>(`POST ${SHOP}/environments/${environment}/explain`, { as: 'viewer', body });

const ada = { targetingKey: 'ada', country: 'AT' };

const countryRule = (country: string) => ({
  id: `from-${country.toLowerCase()}`,
  clauses: [{ attribute: 'country', operator: 'in', values: [country] }],
  serve: { variant: 'on' },
});

/** A flag that is on for people from Austria. */
async function newAustrianFlag(): Promise<string> {
  const flag = await shop.newFlag();
  const fallthrough = { variant: 'off' };
  await shop.configure(flag, { enabled: true, rules: [countryRule('AT')], fallthrough });
  return flag;
}

describe('explaining an answer', () => {
  test('shows the answer and the way to it, as things stand right after a save', async () => {
    const flag = await newAustrianFlag();
    for (const country of ['DE', 'AT', 'DE', 'AT']) {
      await shop.configure(flag, { rules: [countryRule(country)] });
      const { status, body } = await explain({ flag, context: ada });
      expect(status).toBe(200);
      expect(body.revision).toBe((await shop.inProduction(flag)).version);
      expect(body.explanation.details.value).toBe(country === 'AT');
      expect(body.explanation.rules[0]?.conditions).toMatchObject([{ saw: 'AT', holds: country === 'AT' }]);
    }
  });

  test('as it was at an earlier revision, also of a flag that is archived by now', async () => {
    const flag = await newAustrianFlag();
    const { version } = await shop.inProduction(flag);
    await shop.configure(flag, { enabled: false });
    await app.call(`POST ${FLAGS}/${flag}/archive`, { as: 'editor', body: {} });
    const { body } = await explain({ flag, context: ada, revision: version });
    expect(body).toMatchObject({
      revision: version,
      explanation: {
        details: { value: true, variant: 'on', reason: 'TARGETING_MATCH' },
        decidedBy: { type: 'rule', ruleId: 'from-at' },
      },
    });
    const before = await explain({ flag, context: ada, revision: 0 });
    expect(before.body.explanation.details).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
  });

  test('a revision that was never reached is a 404 that says which were', async () => {
    const flag = await newAustrianFlag();
    const { version } = await shop.inProduction(flag);
    const { status, body } = await explain<Problem>({ flag, context: ada, revision: version + 1 });
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'unknown_revision', current: version });
    expect(body.detail).toContain(`from 0 to ${version}`);
  });

  test('a flag that is not there, and another type than asked for, are answers', async () => {
    const missing = await explain({ flag: 'nobody', context: {} });
    expect(missing.status).toBe(200);
    expect(missing.body.explanation.details).toMatchObject({ reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND' });
    const flag = await newAustrianFlag();
    const { body } = await explain({ flag, context: {}, type: 'string' });
    expect(body.explanation.details).toMatchObject({ errorCode: 'TYPE_MISMATCH' });
  });

  test('the names of its attributes change nothing but the answer', async () => {
    const flag = await newAustrianFlag();
    const text = `{"flag": "${flag}", "context": {"__proto__": {"country": "AT"}, "constructor": 1}}`;
    const { status, body } = await app.call<Explained>(`POST ${SHOP}/environments/production/explain`, {
      as: 'viewer',
      text,
    });
    expect(status).toBe(200);
    expect(body.explanation.rules[0]?.conditions).toMatchObject([{ present: false }]);
  });

  test('is described in full by its schema', async () => {
    const segments = `${SHOP}/environments/production/segments`;
    for (const [key, clauses] of [
      ['inner', [{ attribute: 'plan', operator: 'in', values: ['gold'] }]],
      ['outer', [{ attribute: 'targetingKey', operator: 'inSegment', values: ['inner'] }]],
    ] as const) {
      const rules = [{ id: 'r1', clauses }];
      await app.call(`POST ${segments}`, { as: 'editor', body: { key, name: key, rules } });
    }
    const required = await newAustrianFlag();
    const flag = await shop.newFlag();
    const member = { attribute: 'targetingKey', operator: 'inSegment', values: ['outer'], negate: true };
    const { status } = await shop.configure(flag, {
      enabled: true,
      prerequisites: [{ flag: required, variant: 'on' }],
      rules: [
        {
          id: 'r1',
          description: 'Not those',
          clauses: [{ any: [member, { none: [{ attribute: 'beta', operator: 'exists', values: [] }] }] }],
          serve: { variant: 'on', share: 0 },
        },
      ],
      fallthrough: {
        split: [
          { variant: 'on', weight: 50_000 },
          { variant: 'off', weight: 50_000 },
        ],
        share: 90_000,
        bucketBy: 'targetingKey',
      },
    });
    expect(status).toBe(200);
    for (const context of [ada, {}, { ...ada, plan: 'gold' }, { country: 'AT', beta: [1, { a: null }] }]) {
      const { body } = await explain({ flag, context });
      expect(explanationSchema.parse(body.explanation)).toEqual(body.explanation);
      expect(body.explanation.prerequisites[0]?.explanation?.flagKey).toBe(required);
    }
  });
});

describe('explaining a draft', () => {
  const draft = (fields: object) => ({
    enabled: true,
    offVariant: 'off',
    rules: [],
    fallthrough: { variant: 'on' },
    ...fields,
  });

  test('answers as if it were saved, and saves nothing', async () => {
    const flag = await newAustrianFlag();
    const before = await app.state();
    const config = draft({ rules: [{ ...countryRule('AT'), serve: { variant: 'off' } }] });
    const { body } = await explain({ flag, context: ada, config });
    expect(body.explanation.details).toMatchObject({ value: false, reason: 'TARGETING_MATCH' });
    expect(await app.state()).toEqual(before);
    expect((await explain({ flag, context: ada })).body.explanation.details.value).toBe(true);
  });

  test('a kill stays, as it does when saved', async () => {
    const flag = await newAustrianFlag();
    await app.call(`POST ${FLAGS}/${flag}/environments/production/kill`, { as: 'operator', body: {} });
    const { body } = await explain({ flag, context: ada, config: draft({}) });
    expect(body.explanation.decidedBy).toEqual({ type: 'killed' });
  });

  test.each([
    ['a field of the wrong type', { enabled: 'yes' }, 'config.enabled'],
    ['a variant that is not there', { fallthrough: { variant: 'blue' } }, 'config.fallthrough.variant'],
    [
      'a missing prerequisite',
      { prerequisites: [{ flag: 'nobody', variant: 'on' }] },
      'config.prerequisites.0.flag',
    ],
  ])('is refused with %s, as it would be when saved', async (_what, fields, field) => {
    const flag = await newAustrianFlag();
    const { status, body } = await explain<Problem>({ flag, context: ada, config: draft(fields) });
    expect(status).toBe(400);
    expect(fieldsOf(body)).toEqual([field]);
  });

  test('is of the present, and of a flag that is there', async () => {
    const flag = await newAustrianFlag();
    const past = await explain<Problem>({ flag, context: ada, config: draft({}), revision: 1 });
    expect(fieldsOf(past.body)).toEqual(['config']);
    expect((await explain({ flag: 'nobody', context: ada, config: draft({}) })).status).toBe(404);
    await shop.configure(flag, { enabled: false });
    await app.call(`POST ${FLAGS}/${flag}/archive`, { as: 'editor', body: {} });
    expect((await explain({ flag, context: ada, config: draft({}) })).status).toBe(409);
  });
});

describe('a context that cannot be explained', () => {
  const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

  test.each([
    ['no object', [1], /must be an object/],
    ['one nested too deep', { a: nested(40) }, /deeper than 32/],
    ['one that is too large', { a: 'x'.repeat(65_536) }, /65536 is the most/],
  ])('%s', async (_what, context, problem) => {
    const { status, body } = await explain<Problem>({ flag: 'nobody', context });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ field: 'context', problem: expect.stringMatching(problem) }]);
  });

  test('one nested a million levels deep', async () => {
    const levels = 1_000_000;
    const text = `{"flag": "nobody", "context": {"a": ${'['.repeat(levels)}${']'.repeat(levels)}}}`;
    const path = `${SHOP}/environments/production/explain`;
    expect((await app.call(`POST ${path}`, { as: 'viewer', text })).status).toBe(400);
  });
});
