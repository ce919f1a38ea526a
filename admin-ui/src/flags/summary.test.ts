import { expect, test } from 'vitest';
import type { FlagConfig } from './model.ts';
import { summarise } from './summary.ts';

const on: FlagConfig = {
  enabled: true,
  offVariant: 'off',
  rules: [],
  fallthrough: { variant: 'on' },
  killed: null,
  version: 1,
  updatedAt: 0,
};
const rule = { id: 'a', clauses: [], serve: { variant: 'on' } };

test.each<[string, Partial<FlagConfig>, string, string]>([
  ['everyone gets on', {}, 'on', 'On'],
  ['it is off', { enabled: false }, 'off', 'Off'],
  [
    'it is killed, whatever else holds',
    { killed: { at: 0, by: 'Dana', reason: '', incident: null } },
    'killed',
    'Killed',
  ],
  ['a share gets on', { fallthrough: { variant: 'on', share: 20_000 } }, 'partial', '20\u00a0%'],
  ['everyone gets the off variant', { fallthrough: { variant: 'off' } }, 'partial', '0\u00a0%'],
  [
    'a split against the off variant is a share',
    {
      fallthrough: {
        split: [
          { variant: 'on', weight: 12_500 },
          { variant: 'off', weight: 87_500 },
        ],
      },
    },
    'partial',
    '12.5\u00a0%',
  ],
  [
    'a split over several others',
    {
      fallthrough: {
        split: [
          { variant: 'a', weight: 50_000 },
          { variant: 'b', weight: 50_000 },
        ],
        share: 10_000,
      },
    },
    'split',
    'Split of 10\u00a0%',
  ],
])('%s', (_name, change, state, label) => {
  expect(summarise({ ...on, ...change })).toEqual({ state, label, detail: '' });
});

test('rules are counted beside the share', () => {
  expect(summarise({ ...on, rules: [rule] }).detail).toBe('+ 1 rule');
  expect(summarise({ ...on, rules: [rule, { ...rule, id: 'b' }] }).detail).toBe('+ 2 rules');
});

test('where only rules give it to anyone, they are the label', () => {
  expect(summarise({ ...on, rules: [rule], fallthrough: { variant: 'off' } })).toMatchObject({
    label: '1 rule',
    detail: '',
  });
});
