import { expect, test } from 'vitest';
import { duplicates } from './duplicates.ts';
import { checkRules } from './rules.ts';

const variants = new Set(['on', 'off']);
const segments = new Set(['beta-testers']);

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
