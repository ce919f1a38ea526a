import type { Serve } from '@signalbox/core/evaluator';
import type { FieldProblem } from '../http/problem.ts';
import { duplicates } from './duplicates.ts';
import { listOf } from './words.ts';

const FULL = 100_000;

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
      remedy: `Use one of ${listOf(variants)}, or add the variant to the flag first.`,
    },
  ];
}
