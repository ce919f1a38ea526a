import { compileRuleset, explain, type Flag } from '@signalbox/core/evaluator';
import { expect, test } from 'vitest';
import { decisionWords } from './decision-words.ts';

const base: Flag = {
  key: 'checkout',
  version: 1,
  valueType: 'boolean',
  variants: [
    { name: 'on', value: true },
    { name: 'off', value: false },
  ],
  enabled: true,
  offVariant: 'off',
  rules: [],
  fallthrough: { variant: 'on' },
  salt: 'saltsalt',
};

/** What the evaluator itself has to say, in words. */
function words(change: Partial<Flag>, ...others: Flag[]): string {
  const ruleset = compileRuleset({ flags: [{ ...base, ...change }, ...others], segments: [] });
  return decisionWords(explain(ruleset, 'checkout', undefined, { targetingKey: 'a', plan: 'pro' }));
}

const plan = { attribute: 'plan', operator: 'equals' as const, values: ['pro'] };
const split = [
  { variant: 'on', weight: 100_000 },
  { variant: 'off', weight: 0 },
];

test('every way to an answer has its sentence', () => {
  expect(words({ enabled: false })).toBe('Off: everyone gets off, whatever the rules say.');
  expect(words({ killed: true })).toBe('Killed: everyone gets off, whatever the rules say.');
  expect(words({})).toBe('There are no rules: everyone gets on.');
  expect(words({ fallthrough: { split } })).toBe('There are no rules: the split of everyone gives them on.');
  expect(words({ fallthrough: { variant: 'on', share: 1 } })).toBe(
    'There are no rules, and they are outside the share of everyone: off is served, the off variant.',
  );
  const rules = [{ id: 'r', description: 'Pro', clauses: [plan], serve: { variant: 'on' } }];
  expect(words({ rules })).toBe('Rule 1 “Pro” serves on.');
  expect(
    words({ rules: [{ id: 'r', clauses: [{ ...plan, negate: true }], serve: { variant: 'on' } }] }),
  ).toBe('No rule decided: everyone else gets on.');
  expect(words({ fallthrough: { split, bucketBy: 'device' } })).toMatch(/default that stands in its code/);
});

test('a prerequisite that is not met is named with both variants', () => {
  const prerequisites = [{ flag: 'payments', variant: 'on' }];
  expect(words({ prerequisites }, { ...base, key: 'payments', enabled: false })).toBe(
    'payments is at off, not at on: so off is served, the off variant.',
  );
  expect(words({ prerequisites })).toBe(
    'payments has no variant, and would have to be at on: so off is served, the off variant.',
  );
});
