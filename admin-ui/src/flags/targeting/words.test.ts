import { expect, test } from 'vitest';
import { ruleWords, serveWords } from './words.ts';

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
