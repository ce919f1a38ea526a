import { expect, test } from 'vitest';
import { UsageError } from './command.ts';
import { agoWords, durationWords, readDuration } from './time-words.ts';

test.each([
  ['500ms', 500],
  ['30s', 30_000],
  ['60m', 3_600_000],
])('--timeout %s is %d ms', (text, ms) => {
  expect(readDuration(text, '--timeout')).toBe(ms);
});

test.each(['', '30', '0s', '-1s', '1.5s', '61m', '1h', '99999999ms'])('--timeout %j is none', (text) => {
  expect(() => readDuration(text, '--timeout')).toThrow(UsageError);
});

test.each([
  [40.4, '40 ms'],
  [1_250, '1.3 s'],
  [30_000, '30 s'],
  [90_000, '1 min'],
  [7_200_000, '2 h'],
  [200_000_000, '2 d'],
])('%d ms are %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});

test('what is to come by a clock that goes ahead happens now', () => {
  expect(agoWords(1_500, 1_000)).toBe('now');
  expect(agoWords(1_000, 4_999)).toBe('3 s ago');
});
