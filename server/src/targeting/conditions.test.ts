import type { Clause, Condition, Operator } from '@signalbox/core/evaluator';
import { describe, expect, test } from 'vitest';
import { checkConditions } from './conditions.ts';

const segments = new Set(['beta-testers']);

const clause = (operator: Operator, ...values: Clause['values']): Clause => ({
  attribute: 'a',
  operator,
  values,
});

const check = (...conditions: Condition[]) => checkConditions(conditions, segments, 'rules.0.clauses');

describe('a clause', () => {
  test.each([
    clause('in', 'DE', 7, true, ''),
    clause('equals', false),
    clause('endsWith', '@corner.shop'),
    clause('matches', '^[A-Z]'),
    clause('greaterThan', 5, -0.5),
    clause('semverGreaterThanOrEqual', '2.3.0', 'v2', '1.0.0-beta.1'),
    clause('before', '2026-11-23', '2026-11-23T18:00:00Z', '2026-11-23T18:00+01:00', 1_795_000_000_000),
    clause('exists'),
    clause('inCidr', '10.0.0.0/8', '2001:db8::/32', '192.0.2.1', '::ffff:10.0.0.0/104'),
    clause('inSegment', 'beta-testers'),
    { ...clause('startsWith', 'de'), ignoreCase: true },
    { ...clause('matches', '^de'), ignoreCase: true, negate: true },
    { ...clause('lessThan', 1), ignoreCase: false },
  ])('may be %j', (good) => {
    expect(check(good)).toEqual([]);
  });

  test.each<[Clause, RegExp, RegExp]>([
    [clause('contains', 7), /contains cannot compare with 7/, /text/],
    [clause('startsWith', ''), /cannot compare with ""/, /not empty/],
    [clause('matches', ''), /cannot compare with ""/, /not empty/],
    [clause('matches', true), /cannot compare with true/, /text/],
    [clause('lessThan', '5'), /cannot compare with "5"/, /without quotes/],
    [clause('semverEqual', 'latest'), /"latest" is no semantic version/, /2\.3\.0/],
    [clause('semverLessThan', 2), /2 is no semantic version/, /2\.3\.0/],
    [clause('before', '2026-02-30'), /"2026-02-30" is no date/, /2026-11-23T18:00:00Z/],
    [clause('after', '2026-11-23T18:00:00'), /is no date that everybody reads alike/, /\+01:00/],
    [clause('after', 'tomorrow'), /"tomorrow" is no date/, /milliseconds/],
    [clause('before', true), /true is no date/, /2026-11-23/],
    [clause('inCidr', '10.0.0.0/33'), /is no network and no address/, /10\.0\.0\.0\/8/],
    [clause('inCidr', 'localhost'), /"localhost" is no network/, /192\.0\.2\.1/],
    [clause('inCidr', 10), /10 is no network/, /2001:db8/],
    [clause('inSegment', 'nobody'), /no segment "nobody"/, /"beta-testers"/],
    [clause('inSegment', true), /no segment true/, /"beta-testers"/],
  ])('may not be %j', (bad, problem, remedy) => {
    const [found] = check(bad);
    expect(found?.field).toBe('rules.0.clauses.0.values.0');
    expect(found?.problem).toMatch(problem);
    expect(found?.remedy).toMatch(remedy);
  });

  test('compares with something, unless it asks whether there is anything', () => {
    expect(check(clause('in'), clause('exists', 'x'))).toMatchObject([
      { field: 'rules.0.clauses.0.values', problem: 'in needs at least one value' },
      { field: 'rules.0.clauses.1.values', problem: 'exists compares with nothing' },
    ]);
  });

  test.each<Operator>(['greaterThan', 'semverEqual', 'before', 'exists', 'inCidr', 'inSegment'])(
    'of %s cannot ignore case',
    (operator) => {
      const found = check({ attribute: 'a', operator, values: [], ignoreCase: true });
      expect(found.map(({ field }) => field)).toContain('rules.0.clauses.0.ignoreCase');
    },
  );
});

describe('groups', () => {
  test('are looked into, and the whole way to what is wrong is named', () => {
    const wrong = clause('lessThan', 1, 'two', 3, 'four');
    expect(
      check(clause('in', 'x'), { any: [clause('in', 'x'), { none: [{ all: [wrong] }] }] }).map(
        ({ field }) => field,
      ),
    ).toEqual([
      'rules.0.clauses.1.any.1.none.0.all.0.values.1',
      'rules.0.clauses.1.any.1.none.0.all.0.values.3',
    ]);
  });

  test('count with all that they hold', () => {
    const many = (count: number): Condition[] => Array.from({ length: count }, () => clause('in', 'x'));
    expect(check(...many(20), { any: many(20) }, { none: [{ all: many(10) }] })).toEqual([]);
    expect(check(...many(20), { any: many(20) }, { none: [{ all: many(11) }] })).toMatchObject([
      { field: 'rules.0.clauses', problem: 'has 51 clauses, those in groups included; 50 is the most' },
    ]);
  });
});
