import type { Condition } from '@signalbox/core/evaluator';
import { expect, test } from 'vitest';
import { checkConditions } from './check-conditions.ts';
import { clausesIn, depthOf, normaliseCondition } from './conditions.ts';
import { conditionSchema } from './parse-conditions.ts';

const nested: Condition = {
  any: [
    { attribute: 'plan', operator: 'equals', values: ['pro'] },
    { none: [{ all: [{ attribute: 'targetingKey', operator: 'inSegment', values: ['staff'] }] }] },
  ],
};

test('what is saved says nothing twice, in groups too', () => {
  expect(
    normaliseCondition({
      all: [
        { attribute: ' age ', operator: 'greaterThan', values: ['18'], negate: false, ignoreCase: true },
        { attribute: '', operator: 'inSegment', values: ['staff'], negate: true },
        { attribute: 'email', operator: 'exists', values: ['left over'] },
        { attribute: 'name', operator: 'contains', values: ['x'], ignoreCase: true },
        { attribute: 'since', operator: 'before', values: [1_795_000_000_000] },
      ],
    }),
  ).toEqual({
    all: [
      { attribute: 'age', operator: 'greaterThan', values: [18] },
      { attribute: 'targetingKey', operator: 'inSegment', values: ['staff'], negate: true },
      { attribute: 'email', operator: 'exists', values: [] },
      { attribute: 'name', operator: 'contains', values: ['x'], ignoreCase: true },
      { attribute: 'since', operator: 'before', values: [1_795_000_000_000] },
    ],
  });
});

test('groups are counted by depth, their clauses one by one', () => {
  expect(depthOf(nested)).toBe(3);
  expect(clausesIn([nested]).map(({ operator }) => operator)).toEqual(['equals', 'inSegment']);
});

test('problems are named by the path that the server would name', () => {
  const found: Record<string, string> = {};
  checkConditions(
    [
      { attribute: 'a b', operator: 'in', values: [] },
      {
        any: [
          { attribute: '', operator: 'exists', values: [] },
          { none: [{ attribute: 'sku', operator: 'matches', values: ['ok', '('] }] },
          { attribute: 'ip', operator: 'inCidr', values: ['10.0.0.0/99'] },
          { attribute: 'targetingKey', operator: 'inSegment', values: [] },
        ],
      },
    ],
    'clauses',
    found,
  );
  expect(Object.keys(found)).toEqual([
    'clauses.0.attribute',
    'clauses.0.values',
    'clauses.1.any.0.attribute',
    'clauses.1.any.1.none.0.values.1',
    'clauses.1.any.2.values.0',
    'clauses.1.any.3.values',
  ]);
  expect(found['clauses.1.any.1.none.0.values.1']).toContain('not a regular expression');
});

test('conditions out of the change log are read as they were', () => {
  expect(conditionSchema.parse(nested)).toEqual(nested);
  expect(conditionSchema.safeParse({ any: [{ some: 'thing' }] }).success).toBe(false);
});
