import type { Clause, Condition } from '@signalbox/core/evaluator';
import { expect, test } from 'vitest';
import { checkPatterns } from './patterns.ts';

const matches = (...values: Clause['values']): Clause => ({ attribute: 'a', operator: 'matches', values });
const rule = (...clauses: Condition[]) => ({ clauses });

test('each pattern that could hang somebody is named by its place, in groups as well', async () => {
  const found = await checkPatterns([
    rule(matches('^a', '(a+)+$')),
    rule(matches('b'), { none: [{ any: [matches('^b', 'c', '(?=x)')] }] }),
  ]);
  expect(found.map(({ field }) => field)).toEqual([
    'rules.0.clauses.0.values.1',
    'rules.1.clauses.1.none.0.any.0.values.2',
  ]);
});

test('what is written in another operator is no pattern', async () => {
  expect(await checkPatterns([rule({ attribute: 'a', operator: 'contains', values: ['(a+)+$'] })])).toEqual(
    [],
  );
});

test('a pattern that is saved already is not asked about again, wherever it moves', async () => {
  const saved = [rule(matches('(a+)+$'))];
  expect(await checkPatterns([rule(), rule({ any: [matches('(a+)+$')] })], saved)).toEqual([]);
  expect(await checkPatterns([rule({ ...matches('(a+)+$'), ignoreCase: true })], saved)).toHaveLength(1);
});

test('fifty patterns are the most that rules can have', async () => {
  const many = (count: number) => [
    rule(matches(...Array.from({ length: count }, (_, index) => `^${index}`))),
  ];
  expect(await checkPatterns(many(50))).toEqual([]);
  expect(await checkPatterns([...many(30), ...many(21)])).toMatchObject([
    { field: 'rules', problem: 'have 51 regular expressions; 50 is the most' },
  ]);
});
