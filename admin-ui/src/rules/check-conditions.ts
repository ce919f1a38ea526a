import type { Clause, Condition } from '@signalbox/core/evaluator';
import { groupKind, isClause, partsOf } from './conditions.ts';
import { kindOf } from './operators.ts';
import { valueProblem } from './values.ts';

export const PATH = /^[^.\s]+(\.[^.\s]+)*$/;

/** Puts into `found` what is missing or wrong, by path: `rules.0.clauses.1.any.0.values`. */
export function checkConditions(
  conditions: readonly Condition[],
  path: string,
  found: Record<string, string>,
): void {
  conditions.forEach((condition, index) => {
    const at = `${path}.${index}`;
    if (isClause(condition)) checkClause(condition, at, found);
    else checkConditions(partsOf(condition), `${at}.${groupKind(condition)}`, found);
  });
}

function checkClause(
  { attribute, operator, values }: Clause,
  at: string,
  found: Record<string, string>,
): void {
  const kind = kindOf(operator);
  if (kind !== 'segment') {
    if (!attribute.trim()) found[`${at}.attribute`] = 'Name an attribute of the context.';
    else if (!PATH.test(attribute.trim())) {
      found[`${at}.attribute`] = 'Write a path such as country or organization.plan.';
    }
  }
  if (kind === 'none') return;
  if (values.length === 0) found[`${at}.values`] = MISSING[kind] ?? 'Give at least one value.';
  values.forEach((value, index) => {
    const problem = valueProblem(operator, value);
    if (problem) found[`${at}.values.${index}`] = `${problem}.`;
  });
}

const MISSING: Partial<Record<ReturnType<typeof kindOf>, string>> = {
  segment: 'Choose a segment.',
  date: 'Choose a day.',
  pattern: 'Write a pattern.',
};
