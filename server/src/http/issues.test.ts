import { z } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { describeIssues } from './issues.ts';
import { keySchema, nameSchema } from './schema.ts';

const schema = z.strictObject({
  key: keySchema,
  name: nameSchema,
  count: z.number().int().min(1).max(10),
  kind: z.enum(['a', 'b']),
  list: z.array(z.string()).max(2),
  mixed: z.array(z.union([z.string(), z.number()])),
  inner: z.strictObject({ on: z.boolean() }),
});

const good = { key: 'a', name: 'A', count: 1, kind: 'a', list: [], mixed: [], inner: { on: true } };

function said(change: object): string[] {
  const { error } = schema.safeParse({ ...good, ...change });
  return describeIssues(error?.issues ?? []).map(
    ({ field, problem, remedy }) => `${field} ${problem}. ${remedy}`,
  );
}

test.each([
  [{ count: 'one' }, 'count is not a number. Send a number.'],
  [{ count: undefined }, 'count is missing. Send it, as a number.'],
  [{ count: 0 }, 'count is below the least that is allowed, 1. Send 1 or more.'],
  [{ count: 11 }, 'count is 11; 10 is the most. Send 10 or less.'],
  [{ count: 1.5 }, 'count is not a whole number. Send a whole number.'],
  [{ kind: 'c' }, 'kind is not one of the values that are allowed. Send one of "a", "b".'],
  [{ list: ['a', 'b', 'c'] }, 'list has 3 entries; 2 is the most. Send at most 2 entries.'],
  [{ list: [1] }, 'list.0 is not a string. Send a string.'],
  [{ list: {} }, 'list is not an array. Send an array.'],
  [{ mixed: [null] }, 'mixed.0 has none of the shapes that are allowed here. Send a string, a number.'],
  [{ name: '' }, 'name must not be empty. Send at least 1 characters.'],
  [
    { inner: { on: true, of: 1 } },
    'inner.of is not a field that is known here. Remove it, or check its spelling in /openapi.json.',
  ],
  [{ '': 1 }, '"" is not a field that is known here. Remove it, or check its spelling in /openapi.json.'],
  [
    { surprise: 1 },
    'surprise is not a field that is known here. Remove it, or check its spelling in /openapi.json.',
  ],
])('%j is answered in a sentence', (change, sentence) => {
  expect(said(change)).toContain(sentence);
});

test('a request with a thousand faults names the first fifty', () => {
  const { error } = z.array(z.string()).safeParse(Array.from({ length: 1_000 }, () => 1));
  expect(describeIssues(error?.issues ?? [])).toHaveLength(50);
});
