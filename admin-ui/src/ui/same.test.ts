import { expect, test } from 'vitest';
import { same } from './same.ts';

test('content is compared, not spelling', () => {
  expect(same({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  expect(same([1, 2], [2, 1])).toBe(false);
  expect(same({ v: ['1'] }, { v: [1] })).toBe(false);
});
