import { expect, test } from 'vitest';
import { insert, move, replace, without } from './lists.ts';

test('lists are edited as copies', () => {
  const list = ['a', 'b', 'c'];
  expect(move(list, 2, 0)).toEqual(['c', 'a', 'b']);
  expect(move(list, 0, 1)).toEqual(['b', 'a', 'c']);
  expect(insert(list, 1, 'x', 'y')).toEqual(['a', 'x', 'y', 'b', 'c']);
  expect(replace(list, 1)).toEqual(['a', 'c']);
  expect(replace(list, 1, 'x', 'y')).toEqual(['a', 'x', 'y', 'c']);
  expect(without(list, 0)).toEqual(['b', 'c']);
  expect(list).toEqual(['a', 'b', 'c']);
});
