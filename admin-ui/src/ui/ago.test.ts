import { expect, test } from 'vitest';
import { ago } from './ago.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test.each([
  [0, 'just now'],
  [-5_000, 'just now'],
  [30_000, 'less than a minute ago'],
  [MINUTE, '1 minute ago'],
  [125 * MINUTE, '2 hours ago'],
  [DAY, 'yesterday'],
  [40 * DAY, 'last month'],
])('%i ms read "%s"', (passed, words) => expect(ago(1_000_000_000, 1_000_000_000 + passed)).toBe(words));
