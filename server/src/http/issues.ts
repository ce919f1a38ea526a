import { z } from '@hono/zod-openapi';
import type { FieldProblem } from './problem.ts';

type Issue = z.core.$ZodIssue;

// What is above a limit is named with it. Here and nowhere else the value is at hand.
z.config({
  customError(issue) {
    if (issue.code !== 'too_big') return undefined;
    const { input, maximum } = issue;
    if (typeof input === 'string') return `has ${input.length} characters; ${maximum} is the most`;
    if (Array.isArray(input)) return `has ${input.length} entries; ${maximum} is the most`;
    return `is ${String(input)}; ${maximum} is the most`;
  },
});

/** Says in plain sentences what zod found: which field, what is wrong with it, what to do. */
export function describeIssues(issues: readonly Issue[], prefix = ''): FieldProblem[] {
  return issues.flatMap((issue) => describe(issue, prefix)).slice(0, 50);
}

function describe(issue: Issue, prefix: string): FieldProblem[] {
  const field = [prefix, ...issue.path.map(String)].filter((part) => part !== '').join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      // JSON allows a name of no characters.
      field: [field, key || '""'].filter((part) => part !== '').join('.'),
      problem: 'is not a field that is known here',
      remedy: 'Remove it, or check its spelling in /openapi.json.',
    }));
  }
  if (issue.code === 'invalid_union') return describeUnion(issue, field);
  return [{ field: field === '' ? 'body' : field, problem: problemOf(issue), remedy: remedyOf(issue) }];
}

/** Of several possible shapes, the complaints about the nearest one help most. */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion, field: string): FieldProblem[] {
  const types = issue.errors.flat().map((inner) => (inner.code === 'invalid_type' ? inner.expected : ''));
  const named = [...new Set(types.filter((type) => type !== ''))];
  return [
    {
      field: field === '' ? 'body' : field,
      problem: 'has none of the shapes that are allowed here',
      remedy: named.length > 0 ? `Send a ${named.join(', a ')}.` : 'Look it up in /openapi.json.',
    },
  ];
}

function problemOf(issue: Issue): string {
  // A message of our own schemas says it best; zod's own begin with one of these words.
  if (!/^(Invalid|Too|Unrecognized)\b/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return missing(issue) ? 'is missing' : `is not ${article(issue.expected)}`;
    case 'too_small':
      return `is below the least that is allowed, ${issue.minimum}`;
    case 'invalid_value':
      return 'is not one of the values that are allowed';
    case 'invalid_format':
      return `is not a valid ${issue.format}`;
    default:
      return 'is not valid';
  }
}

function remedyOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return missing(issue) ? `Send it, as ${article(issue.expected)}.` : `Send ${article(issue.expected)}.`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `Send at least ${issue.minimum}${unit(issue.origin)}.`
        : `Send ${issue.minimum} or more.`;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `Send at most ${issue.maximum}${unit(issue.origin)}.`
        : `Send ${issue.maximum} or less.`;
    case 'invalid_value':
      return `Send one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}.`;
    default:
      return 'Correct it and send the request again.';
  }
}

function missing(issue: z.core.$ZodIssueInvalidType): boolean {
  return issue.message.endsWith('received undefined');
}

function unit(origin: string): string {
  return origin === 'string' ? ' characters' : ' entries';
}

function article(type: string): string {
  if (type === 'int') return 'a whole number';
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;
}
