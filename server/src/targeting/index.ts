import { parseSemver, type Clause, type Operator, type Rule, type Serve } from '@signalbox/core/evaluator';
import type { FieldProblem } from '../http/problem.ts';

/** What targeting may refer to. */
export interface Known {
  variants: ReadonlySet<string>;
  segments: ReadonlySet<string>;
}

const FULL = 100_000;

/** What is wrong with a flag's rules, beyond their shape. */
export function checkRules(rules: readonly Rule[], known: Known): FieldProblem[] {
  return [
    ...duplicates(rules, (rule) => rule.id).map(({ index, value }) => ({
      field: `rules.${index}.id`,
      problem: `"${value}" is the id of another rule already`,
      remedy: 'Give each rule an id of its own.',
    })),
    ...rules.flatMap((rule, index) => [
      ...checkClauses(rule.clauses, known.segments, `rules.${index}.clauses`),
      ...checkServe(rule.serve, known.variants, `rules.${index}.serve`),
    ]),
  ];
}

/** One variant or a split that adds up, of variants that exist. */
export function checkServe(serve: Serve, variants: ReadonlySet<string>, field: string): FieldProblem[] {
  if ((serve.variant === undefined) === (serve.split === undefined)) {
    return [
      {
        field,
        problem: serve.variant === undefined ? 'serves nothing' : 'serves a variant and a split at once',
        remedy: 'Send exactly one of variant and split.',
      },
    ];
  }
  if (serve.variant !== undefined) return checkVariant(serve.variant, variants, `${field}.variant`);
  return checkSplit(serve.split ?? [], variants, `${field}.split`);
}

function checkSplit(
  split: NonNullable<Serve['split']>,
  variants: ReadonlySet<string>,
  field: string,
): FieldProblem[] {
  const total = split.reduce((sum, part) => sum + part.weight, 0);
  const problems = split.flatMap((part, index) =>
    checkVariant(part.variant, variants, `${field}.${index}.variant`),
  );
  for (const { index, value } of duplicates(split, (part) => part.variant)) {
    problems.push({
      field: `${field}.${index}.variant`,
      problem: `"${value}" stands in the split twice`,
      remedy: 'Name each variant once and add up its weights.',
    });
  }
  if (total !== FULL) {
    problems.push({
      field,
      problem: `its weights add up to ${total}, not ${FULL}`,
      remedy: `${total < FULL ? 'Add' : 'Take away'} ${Math.abs(FULL - total)} (1000 is 1 %).`,
    });
  }
  return problems;
}

export function checkVariant(name: string, variants: ReadonlySet<string>, field: string): FieldProblem[] {
  if (variants.has(name)) return [];
  return [
    {
      field,
      problem: `the flag has no variant "${name}"`,
      remedy: `Use one of ${list(variants)}, or add the variant to the flag first.`,
    },
  ];
}

/** Values that their operator can compare with, and segments that exist. */
export function checkClauses(
  clauses: readonly Clause[],
  segments: ReadonlySet<string>,
  field: string,
): FieldProblem[] {
  return clauses.flatMap((clause, index) =>
    clause.values.flatMap((value, position) => {
      const found = checkValue(clause.operator, value, segments);
      return found ? [{ field: `${field}.${index}.values.${position}`, ...found }] : [];
    }),
  );
}

type ValueKind = 'any' | 'text' | 'number' | 'version' | 'segment';

const COMPARES_WITH: Record<Operator, ValueKind> = {
  in: 'any',
  contains: 'text',
  startsWith: 'text',
  endsWith: 'text',
  greaterThan: 'number',
  greaterThanOrEqual: 'number',
  lessThan: 'number',
  lessThanOrEqual: 'number',
  semverEqual: 'version',
  semverGreaterThan: 'version',
  semverGreaterThanOrEqual: 'version',
  semverLessThan: 'version',
  semverLessThanOrEqual: 'version',
  inSegment: 'segment',
};

function checkValue(
  operator: Operator,
  value: string | number | boolean,
  segments: ReadonlySet<string>,
): Omit<FieldProblem, 'field'> | undefined {
  const shown = JSON.stringify(value);
  switch (COMPARES_WITH[operator]) {
    case 'any':
      return undefined;
    case 'text':
      if (typeof value === 'string' && value !== '') return undefined;
      return {
        problem: `${operator} cannot compare with ${shown}`,
        remedy: 'Send a text that is not empty.',
      };
    case 'number':
      if (typeof value === 'number') return undefined;
      return {
        problem: `${operator} cannot compare with ${shown}`,
        remedy: 'Send a number, without quotes.',
      };
    case 'version':
      if (typeof value === 'string' && parseSemver(value)) return undefined;
      return { problem: `${shown} is no semantic version`, remedy: 'Send one such as "2.3.0".' };
    case 'segment':
      if (typeof value === 'string' && segments.has(value)) return undefined;
      return {
        problem: `this environment has no segment ${shown}`,
        remedy:
          segments.size > 0
            ? `Use one of ${list(segments)}, or create it first.`
            : 'Create the segment first.',
      };
  }
}

/** Each entry whose value an earlier one has already. */
export function duplicates<T>(
  entries: readonly T[],
  valueOf: (entry: T) => string,
): { index: number; value: string }[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const value = valueOf(entry);
    if (seen.has(value)) return [{ index, value }];
    seen.add(value);
    return [];
  });
}

function list(names: ReadonlySet<string>): string {
  const shown = [...names].slice(0, 10).map((name) => `"${name}"`);
  return names.size > shown.length ? `${shown.join(', ')}, …` : shown.join(', ');
}
