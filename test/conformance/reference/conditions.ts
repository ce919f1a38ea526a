import type { Clause, Condition, Ruleset, Segment } from '@signalbox/core/evaluator';
import { asJson, attributeOf, MISSING } from './attributes.ts';
import { COMPARE } from './operators.ts';

/** Whether a condition holds. @throws {Error} when it cannot be understood. */
export function holds(condition: Condition, context: unknown, ruleset: Ruleset): boolean {
  if ('operator' in condition) return clauseHolds(condition, context, ruleset);
  const part = (inner: Condition): boolean => holds(inner, context, ruleset);
  if (condition.all) return condition.all.every(part);
  if (condition.any) return condition.any.some(part);
  if (condition.none) return !condition.none.some(part);
  throw new Error('neither clause nor group');
}

function clauseHolds(clause: Clause, context: unknown, ruleset: Ruleset): boolean {
  const { attribute, operator, values, negate = false } = clause;
  if (operator === 'inSegment') {
    const inside = values.some((key) => contains(ruleset, String(key), context));
    return inside !== negate;
  }
  const value = attributeOf(context, attribute);
  if (operator === 'exists') return (value !== MISSING) !== negate;

  const answers = (Array.isArray(value) ? value.map(asJson) : [value])
    .map((element) => compare(clause, element))
    .filter((answer) => answer !== undefined);
  return answers.length > 0 && answers.includes(true) !== negate;
}

/** Whether any of the clause's values matches; undefined for what the operator cannot compare. */
function compare({ operator, values, ignoreCase = false }: Clause, element: unknown): boolean | undefined {
  if (operator === 'exists' || operator === 'inSegment') throw new Error('compares nothing');
  const compareOne = COMPARE[operator];
  if (!compareOne) throw new Error('no such operator');
  const answers = values.map((operand) => compareOne(element, operand, ignoreCase));
  return answers.includes(true) || (answers.includes(false) ? false : undefined);
}

function contains(ruleset: Ruleset, key: string, context: unknown): boolean {
  const segment = ruleset.segments.find((candidate) => candidate.key === key);
  if (!segment) return false;
  const targetingKey = attributeOf(context, 'targetingKey');
  if (typeof targetingKey === 'string') {
    if (segment.excluded.includes(targetingKey)) return false;
    if (segment.included.includes(targetingKey)) return true;
  }
  return segment.rules.some((rule) => rule.clauses.every((inner) => holds(inner, context, ruleset)));
}

/** @throws {Error} when a condition cannot be understood, whatever the context. */
export function checkCondition(condition: Condition, ruleset: Ruleset, within: readonly string[] = []): void {
  if (!('operator' in condition)) {
    const parts = condition.all ?? condition.any ?? condition.none ?? [];
    if (parts.length === 0) throw new Error('an empty group');
    for (const part of parts) checkCondition(part, ruleset, within);
    return;
  }
  if (condition.operator === 'exists') return;
  if (condition.operator !== 'inSegment') {
    compare(condition, MISSING);
    return;
  }
  for (const key of condition.values.map(String)) {
    if (within.includes(key)) throw new Error('a circle of segments');
    const segment = ruleset.segments.find((candidate) => candidate.key === key);
    if (segment) checkSegment(segment, ruleset, [...within, key]);
  }
}

function checkSegment(segment: Segment, ruleset: Ruleset, within: readonly string[]): void {
  for (const { clauses } of segment.rules) for (const part of clauses) checkCondition(part, ruleset, within);
}
