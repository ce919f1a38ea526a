import type { Clause, Condition } from '@signalbox/core/evaluator';
import type { FieldProblem } from '../http/problem.ts';
import { LIMITS } from '../http/schema.ts';
import { OPERANDS } from './operands.ts';

/** A clause and where it stands: `rules.0.clauses.1.any.0`. */
export interface PlacedClause {
  clause: Clause;
  field: string;
}

/** All clauses of some conditions, those in groups included. */
export function clausesOf(conditions: readonly Condition[], field: string): PlacedClause[] {
  return conditions.flatMap((condition, index) => {
    const at = `${field}.${index}`;
    if ('operator' in condition) return [{ clause: condition, field: at }];
    return (['all', 'any', 'none'] as const).flatMap((kind) =>
      clausesOf(condition[kind] ?? [], `${at}.${kind}`),
    );
  });
}

/** Values that their operator can compare with, and segments that exist. */
export function checkConditions(
  conditions: readonly Condition[],
  segments: ReadonlySet<string>,
  field: string,
): FieldProblem[] {
  const clauses = clausesOf(conditions, field);
  if (clauses.length <= LIMITS.clauses) return clauses.flatMap((placed) => checkClause(placed, segments));
  return [
    {
      field,
      problem: `has ${clauses.length} clauses, those in groups included; ${LIMITS.clauses} is the most`,
      remedy: 'List more values in fewer clauses, or move some into a segment.',
    },
  ];
}

function checkClause({ clause, field }: PlacedClause, segments: ReadonlySet<string>): FieldProblem[] {
  const { operator, values, ignoreCase = false } = clause;
  const { operand, foldsCase } = OPERANDS[operator];
  const problems = values.flatMap((value, position) => {
    const found = operand(value, operator, segments);
    return found ? [{ field: `${field}.values.${position}`, ...found }] : [];
  });
  if (operator === 'exists' && values.length > 0) {
    problems.push({
      field: `${field}.values`,
      problem: 'exists compares with nothing',
      remedy: 'Send an empty list.',
    });
  }
  if (operator !== 'exists' && values.length === 0) {
    problems.push({
      field: `${field}.values`,
      problem: `${operator} needs at least one value`,
      remedy: 'Send what to compare with.',
    });
  }
  if (ignoreCase && !foldsCase) {
    problems.push({
      field: `${field}.ignoreCase`,
      problem: `${operator} compares nothing that has upper and lower case`,
      remedy: 'Leave ignoreCase out.',
    });
  }
  return problems;
}
