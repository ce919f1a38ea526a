import { expect, test } from 'vitest';
import { clauseWords, list, ruleWords, serveWords } from './words.ts';

test('clauses read as sentences', () => {
  expect(clauseWords({ attribute: 'country', operator: 'in', values: ['DE', 'AT'] })).toBe(
    'country is DE or AT',
  );
  expect(clauseWords({ attribute: 'email', operator: 'endsWith', values: ['@acme.com'], negate: true })).toBe(
    'email does not end with @acme.com',
  );
  expect(clauseWords({ attribute: 'targetingKey', operator: 'inSegment', values: ['staff'] })).toBe(
    'the unit is in segment staff',
  );
});

test('a clause that is not complete yet still reads', () => {
  expect(clauseWords({ attribute: '', operator: 'in', values: [] })).toBe('… is …');
});

test('what is served', () => {
  expect(serveWords({ variant: 'on' })).toBe('on');
  expect(serveWords({ variant: 'on', share: 20_000, bucketBy: 'organization.id' })).toBe(
    'on to 20\u00a0% by organization.id',
  );
  expect(
    serveWords({
      split: [
        { variant: 'a', weight: 60_000 },
        { variant: 'b', weight: 40_000 },
      ],
    }),
  ).toBe('60\u00a0% a, 40\u00a0% b');
});

test('a rule with and without clauses', () => {
  const serve = { variant: 'on' };
  expect(ruleWords({ clauses: [], serve })).toBe('for everyone, serve on');
  expect(ruleWords({ clauses: [{ attribute: 'plan', operator: 'in', values: ['pro'] }], serve })).toBe(
    'when plan is pro, serve on',
  );
});

test('long lists are counted', () => {
  expect(list(['a', 'b', 'c', 'd', 'e', 'f'], 'or')).toBe('a, b, c, d, e or f');
  expect(list(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'or')).toBe('a, b, c, d, e or 2 more');
});
