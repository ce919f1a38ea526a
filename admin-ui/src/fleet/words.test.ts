import { expect, test } from 'vitest';
import { connectedWords, receiptWords } from './words.ts';

test('a receipt in words', () => {
  expect(receiptWords({ applied: 4, connected: 5, maxMs: 31 }, 'without it')).toBe(
    '4 of 5 SDK instances run without it',
  );
  expect(receiptWords({ applied: 5, connected: 5, maxMs: 39.6 }, 'without it')).toBe(
    '5 of 5 SDK instances run without it, 40\u00a0ms',
  );
  expect(receiptWords({ applied: 1, connected: 1, maxMs: null }, 'without it')).toBe(
    '1 of 1 SDK instance runs without it',
  );
  expect(receiptWords({ applied: 0, connected: 0, maxMs: null }, 'without it')).toBe(
    'No SDK instance is connected here now',
  );
});

test('who is connected', () => {
  expect(connectedWords({ connected: 0, browsers: 0 })).toBe('No SDK instance is connected.');
  expect(connectedWords({ connected: 1, browsers: 0 })).toBe('1 SDK instance is connected.');
  expect(connectedWords({ connected: 5, browsers: 12 })).toBe(
    '5 SDK instances are connected, and about 12 browsers.',
  );
});
