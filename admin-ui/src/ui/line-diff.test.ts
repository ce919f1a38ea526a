import { expect, test } from 'vitest';
import { inOrderOf, pretty, sideBySide } from './line-diff.ts';

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

test('another order of properties is no difference', () => {
  const before = { a: 1, b: [{ c: 1, d: 2 }], e: { f: 1, g: 2 } };
  const after = { e: { g: 2, h: 3, f: 1 }, b: [{ d: 2, c: 1 }, { d: 4 }], a: 1 };
  const ordered = inOrderOf(before, after);
  expect(ordered).toEqual(after);
  expect(JSON.stringify(ordered)).toBe('{"a":1,"b":[{"c":1,"d":2},{"d":4}],"e":{"f":1,"g":2,"h":3}}');
  expect(inOrderOf(undefined, after)).toEqual(after);
});
