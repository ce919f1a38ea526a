import type { Clause, Serve } from '@signalbox/core/evaluator';
import { describe, expect, test } from 'vitest';
import { checkClauses, checkRules, checkServe, duplicates } from './index.ts';

const variants = new Set(['on', 'off']);
const segments = new Set(['beta-testers']);

const half = (variant: string) => ({ variant, weight: 50_000 });

describe('what a rule serves', () => {
  test.each<[string, Serve]>([
    ['one variant', { variant: 'on' }],
    ['one variant to a share', { variant: 'on', share: 20_000 }],
    ['a split that adds up to all', { split: [half('on'), half('off')] }],
    [
      'a split with nothing for one of them',
      {
        split: [
          { variant: 'on', weight: 100_000 },
          { variant: 'off', weight: 0 },
        ],
      },
    ],
  ])('may be %s', (_what, serve) => {
    expect(checkServe(serve, variants, 'fallthrough')).toEqual([]);
  });

  test.each<[string, Serve, string, RegExp]>([
    ['nothing', {}, 'fallthrough', /serves nothing/],
    ['both', { variant: 'on', split: [half('on'), half('off')] }, 'fallthrough', /at once/],
    ['an unknown variant', { variant: 'blue' }, 'fallthrough.variant', /no variant "blue"/],
    [
      'a thousandth too little',
      { split: [half('on'), { variant: 'off', weight: 49_999 }] },
      'fallthrough.split',
      /99999/,
    ],
    [
      'a thousandth too much',
      { split: [half('on'), { variant: 'off', weight: 50_001 }] },
      'fallthrough.split',
      /100001/,
    ],
    ['one variant twice', { split: [half('on'), half('on')] }, 'fallthrough.split.1.variant', /twice/],
  ])('may not be %s', (_what, serve, field, problem) => {
    const [found] = checkServe(serve, variants, 'fallthrough');
    expect(found?.field).toBe(field);
    expect(found?.problem).toMatch(problem);
  });

  test('is corrected by what the remedy says', () => {
    const [found] = checkServe(
      { split: [half('on'), { variant: 'off', weight: 40_000 }] },
      variants,
      'fallthrough',
    );
    expect(found?.remedy).toBe('Add 10000 (1000 is 1 %).');
  });
});

describe('what a clause compares with', () => {
  const clause = (operator: Clause['operator'], ...values: Clause['values']): Clause => ({
    attribute: 'a',
    operator,
    values,
  });

  test.each([
    clause('in', 'DE', 7, true),
    clause('endsWith', '@corner.shop'),
    clause('greaterThan', 5, -0.5),
    clause('semverGreaterThanOrEqual', '2.3.0', 'v2', '1.0.0-beta.1'),
    clause('inSegment', 'beta-testers'),
  ])('may be %j', (good) => {
    expect(checkClauses([good], segments, 'clauses')).toEqual([]);
  });

  test.each([
    clause('contains', 7),
    clause('startsWith', ''),
    clause('lessThan', '5'),
    clause('semverEqual', 'latest'),
    clause('semverLessThan', 2),
    clause('inSegment', 'nobody'),
    clause('inSegment', true),
  ])('may not be %j', (bad) => {
    expect(checkClauses([bad], segments, 'clauses').map(({ field }) => field)).toEqual([
      'clauses.0.values.0',
    ]);
  });

  test('each wrong value is named by its place', () => {
    const found = checkClauses(
      [clause('in', 'x'), clause('lessThan', 1, 'two', 3, 'four')],
      segments,
      'rules.0.clauses',
    );
    expect(found.map(({ field }) => field)).toEqual([
      'rules.0.clauses.1.values.1',
      'rules.0.clauses.1.values.3',
    ]);
  });
});

test('two rules do not share an id: evaluations could not say which one it was', () => {
  const rule = { id: 'a', clauses: [], serve: { variant: 'on' } };
  expect(checkRules([rule, { ...rule, id: 'b' }, rule], { variants, segments })).toMatchObject([
    { field: 'rules.2.id' },
  ]);
});

test('of the same value thrice, the second and the third are named', () => {
  expect(duplicates(['a', 'b', 'a', 'a'], (value) => value)).toEqual([
    { index: 2, value: 'a' },
    { index: 3, value: 'a' },
  ]);
});
