import { expect, test } from 'vitest';
import { equalWeights, EVERYONE, formatShare, shareOf, withWeight } from './share.ts';

test.each([
  [20_000, '20\u00a0%'],
  [125, '0.125\u00a0%'],
  [1, '0.001\u00a0%'],
  [EVERYONE, '100\u00a0%'],
  [0, '0\u00a0%'],
])('%i thousandths read %s', (share, words) => expect(formatShare(share)).toBe(words));

test.each([
  [20, 20_000],
  ['0.125', 125],
  ['', 0],
  [250, EVERYONE],
  [-3, 0],
  [33.3333, 33_333],
])('a field with %j is the share %i', (value, share) => expect(shareOf(value)).toBe(share));

test.each([2, 3, 7, 50])('%i equal weights make the whole', (count) => {
  const weights = equalWeights(count);
  expect(weights.reduce((sum, one) => sum + one, 0)).toBe(EVERYONE);
  expect(Math.max(...weights) - Math.min(...weights)).toBeLessThanOrEqual(1);
});

test.each([
  [[50_000, 50_000], 0, 20_000, [20_000, 80_000]],
  [[50_000, 30_000, 20_000], 0, 60_000, [60_000, 30_000, 10_000]],
  [[50_000, 30_000, 20_000], 0, 90_000, [90_000, 10_000, 0]],
  [[50_000, 30_000, 20_000], 2, 0, [50_000, 50_000, 0]],
  [[50_000, 30_000, 20_000], 1, EVERYONE, [0, EVERYONE, 0]],
])('%j with number %i at %i becomes %j', (weights, index, weight, expected) =>
  expect(withWeight(weights, index, weight)).toEqual(expected),
);
