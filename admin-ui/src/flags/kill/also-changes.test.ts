import { expect, test } from 'vitest';
import { alsoChanges } from './also-changes.ts';

const needs = (flag: string, on: Record<string, string>, requiredBy: string[] = []) => ({
  flag,
  requires: Object.entries(on).map(([key, variant]) => ({ flag: key, variant })),
  requiredBy,
});

const ALL = [
  needs('checkout', {}, ['bulk-orders', 'old-banner']),
  needs('bulk-orders', { checkout: 'on' }, ['invoices', 'reminders']),
  needs('old-banner', { checkout: 'off' }, ['invoices']),
  needs('invoices', { 'bulk-orders': 'on', 'old-banner': 'on' }, ['reminders']),
  needs('reminders', { 'bulk-orders': 'on', invoices: 'on' }),
  needs('other', { 'yet-another': 'on' }),
];

test('a kill also changes what needs the flag, in two ways, and what needs that', () => {
  expect(alsoChanges(ALL, 'checkout', 'off')).toEqual({
    off: ['bulk-orders'],
    open: ['old-banner'],
    further: ['invoices', 'reminders'],
  });
});

test('nothing else when no flag needs it', () => {
  const nothing = { off: [], open: [], further: [] };
  expect(alsoChanges(ALL, 'reminders', 'off')).toEqual(nothing);
  expect(alsoChanges(ALL, 'unknown', 'off')).toEqual(nothing);
});
