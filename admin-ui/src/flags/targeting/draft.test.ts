import { expect, test } from 'vitest';
import type { Targeting } from '../model.ts';
import { move, normalise, rebase } from './draft.ts';
import { problemsOf, problemsUnder } from './problems.ts';
import { asTyped, comparison, readValue, valueProblem } from './values.ts';

const base: Targeting = {
  enabled: true,
  offVariant: 'off',
  rules: [],
  fallthrough: { variant: 'on', share: 5_000 },
};

test('move takes one along and keeps the others', () => {
  expect(move(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(move(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
});

test('what is saved says nothing twice', () => {
  expect(
    normalise({
      ...base,
      rules: [
        {
          id: 'a',
          description: ' ',
          clauses: [
            { attribute: ' age ', operator: 'greaterThan', values: ['18'], negate: false },
            { attribute: '', operator: 'inSegment', values: ['staff'], negate: true },
          ],
          serve: { variant: 'on', share: 100_000, bucketBy: 'targetingKey' },
        },
      ],
    }).rules,
  ).toEqual([
    {
      id: 'a',
      clauses: [
        { attribute: 'age', operator: 'greaterThan', values: [18] },
        { attribute: 'targetingKey', operator: 'inSegment', values: ['staff'], negate: true },
      ],
      serve: { variant: 'on' },
    },
  ]);
});

test('own edits on top of somebody else’s', () => {
  const mine = { ...base, fallthrough: { variant: 'on', share: 20_000 } };
  expect(rebase(base, mine, { ...base, enabled: false })).toEqual({
    targeting: { ...mine, enabled: false },
    both: [],
  });
  expect(rebase(base, mine, { ...base, fallthrough: { variant: 'on' } })).toEqual({
    targeting: mine,
    both: ['fallthrough'],
  });
  expect(rebase(base, mine, mine).both).toEqual([]);
});

test('numbers are numbers where they are compared as such', () => {
  expect(['5', '-0.5', '1.50', 'ten'].map((typed) => readValue('greaterThan', typed))).toEqual([
    5,
    -0.5,
    1.5,
    'ten',
  ]);
  expect(readValue('semverLessThan', '1.4')).toBe('1.4');
  expect(readValue('contains', 'true')).toBe('true');
});

test('in compares by type: true and false are typed, digits only once somebody said so', () => {
  expect(readValue('in', 'true')).toBe(true);
  expect(readValue('in', '42')).toBe('42');
  expect(readValue('in', '42', [41])).toBe(42);
  expect(readValue('in', 'true', ['41'])).toBe('true');
  expect(comparison(['DE', 'AT'])).toBeNull();
  expect(comparison(['41', 'x'])).toBe('text');
  expect(comparison([41])).toBe('typed');
  expect(['05', '1e5', '', '7.0'].map(asTyped)).toEqual(['05', '1e5', '', 7]);
});

test('values that an operator cannot use', () => {
  expect(valueProblem('greaterThan', 'ten')).toContain('not a number');
  expect(valueProblem('semverLessThan', 'latest')).toContain('not a version');
  expect(valueProblem('semverLessThan', '2.1.0-beta.1')).toBeNull();
  expect(valueProblem('in', 'anything')).toBeNull();
});

test('problems are named by path', () => {
  const problems = problemsOf(
    {
      ...base,
      rules: [
        {
          id: 'a',
          clauses: [{ attribute: 'a b', operator: 'in', values: [] }],
          serve: {
            split: [
              { variant: 'on', weight: 10_000 },
              { variant: 'gone', weight: 20_000 },
            ],
          },
        },
      ],
    },
    ['on', 'off'],
  );
  expect(Object.keys(problems).toSorted()).toEqual([
    'rules.0.clauses.0.attribute',
    'rules.0.clauses.0.values',
    'rules.0.serve.split',
    'rules.0.serve.split.1.variant',
  ]);
  expect(Object.keys(problemsUnder(problems, 'rules.0.serve'))).toEqual(['split', 'split.1.variant']);
  expect(problemsOf(base, ['on', 'off'])).toEqual({});
});
