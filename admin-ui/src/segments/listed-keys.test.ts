import { expect, test } from 'vitest';
import { readKeys, showKeys } from './listed-keys.ts';

test('keys are read however they were separated, each once', () => {
  expect(readKeys('a\nb\r\n c , d;e\tf\n\n a')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(readKeys('"quoted","two words"')).toEqual(['quoted', 'two words']);
  expect(readKeys('  \n ')).toEqual([]);
});

test('what is shown reads back', () => {
  const keys = ['a', 'two words', 'Ünïcode'];
  expect(readKeys(showKeys(keys))).toEqual(keys);
});
