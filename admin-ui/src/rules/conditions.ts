import type { Clause, Condition, Group } from '@signalbox/core/evaluator';
import { OPERATOR_FACTS } from './operators.ts';
import { typedValues } from './values.ts';

/** How the parts of a group count together. */
export type GroupKind = 'all' | 'any' | 'none';

export const GROUP_KINDS = ['all', 'any', 'none'] as const satisfies readonly GroupKind[];

/** Groups inside one another; the server refuses more. */
export const MAX_DEPTH = 5;

export function isClause(condition: Condition): condition is Clause {
  return 'operator' in condition;
}

export function groupKind({ any, none }: Group): GroupKind {
  if (any) return 'any';
  return none ? 'none' : 'all';
}

export function partsOf({ all, any, none }: Group): Condition[] {
  return all ?? any ?? none ?? [];
}

export function groupOf(kind: GroupKind, parts: Condition[]): Group {
  return { [kind]: parts };
}

export function newClause(): Clause {
  return { attribute: '', operator: 'in', values: [] };
}

/** How many groups stand inside one another, this one included; a clause has none. */
export function depthOf(condition: Condition): number {
  return isClause(condition) ? 0 : 1 + Math.max(0, ...partsOf(condition).map(depthOf));
}

/** Every clause, those in groups included. */
export function clausesIn(conditions: readonly Condition[]): Clause[] {
  return conditions.flatMap((condition) =>
    isClause(condition) ? [condition] : clausesIn(partsOf(condition)),
  );
}

/** As it is saved: nothing in it that only says what holds anyway. */
export function normaliseCondition(condition: Condition): Condition {
  return isClause(condition)
    ? normaliseClause(condition)
    : groupOf(groupKind(condition), partsOf(condition).map(normaliseCondition));
}

function normaliseClause({ attribute, operator, values, negate, ignoreCase }: Clause): Clause {
  return {
    attribute: operator === 'inSegment' ? 'targetingKey' : attribute.trim(),
    operator,
    values: typedValues(operator, values),
    ...(negate ? { negate } : {}),
    ...(ignoreCase && OPERATOR_FACTS[operator].takesIgnoreCase ? { ignoreCase } : {}),
  };
}
