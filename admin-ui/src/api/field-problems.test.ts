import { expect, test } from 'vitest';
import { ProblemError } from './problem.ts';
import { problemsUnder, refusedFor, stillRefused } from './field-problems.ts';

const sent = { rules: [{ clauses: [{ any: [{ values: ['(a+)+$', 'ok'] }] }] }] };
const path = 'rules.0.clauses.0.any.0.values.0';
const error = new ProblemError({
  title: 'The request is not valid',
  status: 400,
  code: 'invalid_request',
  detail: '',
  errors: [{ field: path, problem: 'takes exponential time', remedy: 'Write it another way.' }],
});

test('what the server refused is said until that very field is edited', () => {
  const refused = refusedFor(sent, error);
  expect(stillRefused(refused, sent)).toEqual({ [path]: 'Takes exponential time. Write it another way.' });
  expect(stillRefused(refused, { rules: [{ clauses: [{ any: [{ values: ['(a+)+$'] }] }] }] })).toEqual(
    refused.problems,
  );
  expect(stillRefused(refused, { rules: [{ clauses: [{ any: [{ values: ['a+$', 'ok'] }] }] }] })).toEqual({});
  expect(stillRefused(refused, { rules: [] })).toEqual({});
  expect(stillRefused(null, sent)).toEqual({});
});

test('problems below a path have it cut off', () => {
  expect(problemsUnder(refusedFor(sent, error).problems, 'rules.0.clauses.0')).toEqual({
    'any.0.values.0': 'Takes exponential time. Write it another way.',
  });
});
