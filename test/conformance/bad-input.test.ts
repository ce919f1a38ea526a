import type { JsonValue, Ruleset } from '@signalbox/core/evaluator';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { booleanFlag, segment } from '../../core/src/evaluator/fixtures.ts';
import { connectBrowser } from '../setup/connect-browser.ts';
import { HEALTHY } from './fuzz/flags.ts';
import { isDefined, runFuzz } from './fuzz/run.ts';
import { openFuzzTarget, type FuzzTarget } from './fuzz/surfaces.ts';
import { ODD_NAMES } from './odd-values.ts';
import { DEFAULTS, type Question } from './questions.ts';

const COUNT = 20_000;
/** The same input in every run; `pnpm conformance --fuzz` makes other. */
const SEED = 20_261_123;

let browser: Browser;
let target: FuzzTarget;

beforeAll(async () => {
  browser = await connectBrowser();
  target = await openFuzzTarget(browser);
});

afterAll(async () => {
  await target?.[Symbol.asyncDispose]();
  await browser?.close();
});

const user: Question = {
  flag: 'healthy',
  type: 'boolean',
  default: false,
  context: { targetingKey: 'user-1' },
};
const well = { value: true, variant: 'on', reason: 'TARGETING_MATCH', metadata: { ruleId: 'rule-1' } };

/** What each surface answers, in the order of the questions. */
async function ask(...questions: Question[]): Promise<unknown[][]> {
  const answers = await target.ask(questions);
  return Object.values(answers).map((all) => all.map(parse));
}

/** What was thrown is no JSON. */
function parse(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : text;
}

function beside(healthy: Ruleset, flag: object, ...segments: object[]): Ruleset {
  // The types do not allow what the wire may bring.
  return {
    flags: [...healthy.flags, flag as never],
    segments: [...healthy.segments, ...(segments as never[])],
  };
}

test(`${COUNT} questions of bad contexts and spoiled flags have a defined answer, the same everywhere`, async () => {
  expect(await runFuzz({ target, count: COUNT, seed: SEED })).toBeGreaterThanOrEqual(COUNT);
});

test.each(ODD_NAMES.map((name) => ({ name })))(
  'a context that is, or holds, an odd value has a defined answer: $name',
  async ({ name }) => {
    const reading = { attribute: 'a.b', operator: 'contains', values: ['x'] };
    const flag = booleanFlag({
      key: 'reads',
      rules: [{ id: 'r', clauses: [reading as never], serve: { variant: 'on' } }],
    });
    target.put(beside(HEALTHY, flag));
    const odd: JsonValue = { $: name };
    const contexts: JsonValue[] = [
      odd,
      { a: odd },
      { a: { b: odd } },
      { a: { b: [odd] } },
      { targetingKey: odd },
    ];
    const [first, ...others] = await ask(...contexts.map((context) => ({ ...user, flag: 'reads', context })));
    expect(first).toHaveLength(contexts.length);
    for (const answers of others) expect(answers).toEqual(first);
  },
);

const inSegment = { attribute: 'targetingKey', operator: 'inSegment', values: ['beta'] };

test('odd keys, defaults and contexts of a flag that is not there bring the default back', async () => {
  expect(await target.askOddly()).toEqual({ 'sdk-node': [], 'sdk-browser': [] });
});

/** Each of them did harm in some evaluator, or nearly. */
const harmful: [string, object, ...object[]][] = [
  ['a value type that cannot be written', { ...booleanFlag(), valueType: [{ toString: 0 }] }],
  ['variants that are no list', { ...booleanFlag(), variants: { length: 2 } }],
  [
    'a variant without a name',
    {
      ...booleanFlag(),
      variants: [{ value: true }, { name: 'off', value: false }],
      fallthrough: { split: [{ weight: 100_000 }] },
    },
  ],
  [
    'an off variant without a name',
    { ...booleanFlag(), variants: [{ value: true }], enabled: false, offVariant: undefined },
  ],
  [
    'a variant whose name is a number',
    { ...booleanFlag(), variants: [{ name: 1, value: true }], offVariant: 1, enabled: false },
  ],
  ['no variants', { ...booleanFlag(), variants: null }],
  ['rules that are no list', { ...booleanFlag(), rules: 'none' }],
  ['a rule that is null', { ...booleanFlag(), rules: [null] }],
  ['an operator that every object has', withClause({ attribute: 'a', operator: 'toString', values: [] })],
  ['an operator called __proto__', withClause({ attribute: 'a', operator: '__proto__', values: [] })],
  ['an attribute that is no text', withClause({ attribute: { split: 1 }, operator: 'exists', values: [] })],
  ['a pattern that is no text', withClause({ attribute: 'a', operator: 'matches', values: [{}] })],
  ['a group that holds itself by name', withClause({ all: [{ any: { all: [] } }] })],
  ['a split of nothing', { ...booleanFlag(), fallthrough: { split: [null] } }],
  [
    'a salt that is a list',
    { ...booleanFlag(), salt: ['a1b2c3d4'], fallthrough: { variant: 'on', share: 1 } },
  ],
  ['prerequisites that are a text', { ...booleanFlag(), prerequisites: 'new-checkout' }],
  [
    'a segment without lists',
    withClause(inSegment),
    { ...segment(), included: null, excluded: 1, rules: {} },
  ],
  ['a segment hashed by a number', withClause(inSegment), { ...segment({ included: ['x'] }), hashed: 8 }],
];

test.each(harmful)('a flag that cannot be read disturbs no other: %s', async (_what, flag, ...segments) => {
  target.put(beside(HEALTHY, flag, ...segments));
  const types = ['boolean', 'string', 'number', 'json'] as const;
  const odd = types.map((type) => ({ ...user, flag: 'new-checkout', type, default: DEFAULTS[type] }));
  for (const [first = '', ...rest] of Object.values(await target.ask([user, ...odd, user]))) {
    expect(parse(first)).toEqual(well);
    expect(parse(rest.pop() ?? '')).toEqual(well);
    expect(rest.filter((text, at) => !isDefined(odd[at] ?? user, text))).toEqual([]);
  }
});

test.each([
  ['', ''],
  ['put', ''],
  ['put', 'null'],
  ['put', '{"epoch":"raw","revision":1e9,"digest":"","flags":null,"segments":[]}'],
  [
    'put',
    '{"epoch":"raw","revision":999999,"digest":"0000000000000000","flags":[{"key":"healthy","version":1}],"segments":[]}',
  ],
  ['put', '{"__proto__":{"polluted":true},"epoch":"raw"}'],
  ['patch', '{"epoch":"raw","from":0,"to":1e300,"digest":""}'],
  ['patch', '[[[[[['],
  ['heartbeat', '{"epoch":7,"revision":"x"}'],
  ['heartbeat', '\u0000\ud800'],
  ['message', '{}'],
])('an event that is no payload changes nothing: %s %s', async (event, data) => {
  target.put(HEALTHY);
  await ask(user);
  target.send(event, data);
  for (const answers of await ask(user, user)) expect(answers).toEqual([well, well]);
});

function withClause(clause: object): object {
  return { ...booleanFlag(), rules: [{ id: 'r', clauses: [clause], serve: { variant: 'on' } }] };
}
