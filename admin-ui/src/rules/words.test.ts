import { expect, test } from 'vitest';
import { clauseWords, conditionsWords, list } from './words.ts';

test('clauses read as sentences', () => {
  expect(clauseWords({ attribute: 'country', operator: 'in', values: ['DE', 'AT'] })).toBe(
    'country is DE or AT',
  );
  expect(clauseWords({ attribute: 'country', operator: 'in', values: ['DE', 'AT'], negate: true })).toBe(
    'country is none of DE or AT',
  );
  expect(clauseWords({ attribute: 'country', operator: 'in', values: ['DE'], negate: true })).toBe(
    'country is not DE',
  );
  expect(clauseWords({ attribute: 'email', operator: 'endsWith', values: ['@acme.com'], negate: true })).toBe(
    'email does not end with @acme.com',
  );
  expect(clauseWords({ attribute: 'targetingKey', operator: 'inSegment', values: ['staff'] })).toBe(
    'the unit is in segment staff',
  );
  expect(clauseWords({ attribute: 'sku', operator: 'matches', values: ['^a', 'b$'], ignoreCase: true })).toBe(
    'sku matches /^a/ or /b$/ (in any case)',
  );
  expect(clauseWords({ attribute: 'phone', operator: 'exists', values: [], negate: true })).toBe(
    'phone has no value',
  );
});

test('a clause that is not complete yet still reads', () => {
  expect(clauseWords({ attribute: '', operator: 'in', values: [] })).toBe('… is …');
});

test('groups stand in brackets, so that nothing is read the wrong way', () => {
  const plan = { attribute: 'plan', operator: 'equals' as const, values: ['pro', 'team'] };
  const country = { attribute: 'country', operator: 'equals' as const, values: ['DE'] };
  expect(conditionsWords([country, { any: [plan, { all: [country, plan] }] }])).toBe(
    'country is DE and any of (plan is pro or team; all of (country is DE; plan is pro or team))',
  );
  expect(conditionsWords([{ any: [country] }, { none: [country] }])).toBe(
    'country is DE and none of (country is DE)',
  );
});

test('long lists are counted', () => {
  expect(list(['a', 'b', 'c', 'd', 'e', 'f'], 'or')).toBe('a, b, c, d, e or f');
  expect(list(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'or')).toBe('a, b, c, d, e or 2 more');
});
