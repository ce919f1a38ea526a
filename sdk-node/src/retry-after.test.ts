import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

test('Retry-After is followed in seconds or as a date, and nothing senseless', () => {
  const now = Date.parse('2030-01-01T00:00:00Z');
  expect(retryAfterMs('5', now)).toBe(5_000);
  expect(retryAfterMs('Tue, 01 Jan 2030 00:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterMs('Mon, 31 Dec 2029 00:00:00 GMT', now)).toBeUndefined();
  expect(retryAfterMs('soon', now)).toBeUndefined();
  expect(retryAfterMs(undefined, now)).toBeUndefined();
  expect(retryAfterMs('999999', now)).toBe(3_600_000);
});
