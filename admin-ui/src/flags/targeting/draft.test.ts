import { expect, test } from 'vitest';
import { problemsUnder } from '../../api/field-problems.ts';
import type { Targeting } from '../model.ts';
import { normalise, rebase } from './draft.ts';
import { problemsOf } from './problems.ts';

const base: Targeting = {
  enabled: true,
  offVariant: 'off',
  rules: [],
  fallthrough: { variant: 'on', share: 5_000 },
};

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
  const prerequisites = [{ flag: 'other', variant: 'on' }];
  expect(rebase(base, { ...base, prerequisites }, mine)).toEqual({
    targeting: { ...mine, prerequisites },
    both: [],
  });
  expect(
    rebase({ ...base, prerequisites }, { ...base, prerequisites: [] }, { ...base, prerequisites }),
  ).toEqual({
    targeting: { ...base, prerequisites: [] },
    both: [],
  });
});

test('problems are named by path', () => {
  const problems = problemsOf(
    {
      ...base,
      prerequisites: [
        { flag: 'other', variant: 'on' },
        { flag: 'other', variant: '' },
        { flag: '', variant: '' },
      ],
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
    'prerequisites.1.flag',
    'prerequisites.1.variant',
    'prerequisites.2.flag',
    'rules.0.clauses.0.attribute',
    'rules.0.clauses.0.values',
    'rules.0.serve.split',
    'rules.0.serve.split.1.variant',
  ]);
  expect(Object.keys(problemsUnder(problems, 'rules.0.serve'))).toEqual(['split', 'split.1.variant']);
  expect(problemsOf(base, ['on', 'off'])).toEqual({});
});
