import type { Rule } from '@signalbox/core/evaluator';
import type { FieldProblem } from '../http/problem.ts';
import { checkConditions } from './conditions.ts';
import { duplicates } from './duplicates.ts';
import { checkServe } from './serve.ts';

/** What targeting may refer to. */
interface Known {
  variants: ReadonlySet<string>;
  segments: ReadonlySet<string>;
}

/** What is wrong with a flag's rules, beyond their shape. */
export function checkRules(rules: readonly Rule[], known: Known): FieldProblem[] {
  return [
    ...duplicates(rules, (rule) => rule.id).map(({ index, value }) => ({
      field: `rules.${index}.id`,
      problem: `"${value}" is the id of another rule already`,
      remedy: 'Give each rule an id of its own.',
    })),
    ...rules.flatMap((rule, index) => [
      ...checkConditions(rule.clauses, known.segments, `rules.${index}.clauses`),
      ...checkServe(rule.serve, known.variants, `rules.${index}.serve`),
    ]),
  ];
}
