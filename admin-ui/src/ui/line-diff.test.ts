import { expect, test } from 'vitest';
import { pretty, sideBySide } from './line-diff.ts';

test('changed lines stand beside each other', () => {
  expect(sideBySide(pretty({ a: 1, b: 2 }), pretty({ a: 1, b: 3 }))).toEqual([
    { left: '{', right: '{', same: true },
    { left: '  "a": 1,', right: '  "a": 1,', same: true },
    { left: '  "b": 2', right: '  "b": 3', same: false },
    { left: '}', right: '}', same: true },
  ]);
});

test('what is only on one side leaves the other empty', () => {
  expect(sideBySide('a\nb\n', 'a\n')).toEqual([
    { left: 'a', right: 'a', same: true },
    { left: 'b', right: null, same: false },
  ]);
  expect(sideBySide('', 'a\n')).toEqual([{ left: null, right: 'a', same: false }]);
});
