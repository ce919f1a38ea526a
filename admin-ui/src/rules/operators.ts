import type { Operator } from '@signalbox/core/evaluator';

/** What stands after an operator, and so which field takes it. */
export type ValueKind =
  | 'exact'
  | 'part'
  | 'pattern'
  | 'number'
  | 'version'
  | 'date'
  | 'network'
  | 'segment'
  | 'none';

interface OperatorFacts {
  /** Under which heading it is offered. */
  group: string;
  kind: ValueKind;
  /** Between attribute and values. */
  plain: string;
  negated: string;
  /** Upper and lower case may be made the same. */
  takesIgnoreCase?: true;
}

export const OPERATOR_FACTS: Record<Operator, OperatorFacts> = {
  equals: fact('Exactly', 'exact', 'is', 'is not', true),
  in: fact('Exactly', 'exact', 'is one of', 'is none of', true),
  contains: fact('Text', 'part', 'contains', 'does not contain', true),
  startsWith: fact('Text', 'part', 'starts with', 'does not start with', true),
  endsWith: fact('Text', 'part', 'ends with', 'does not end with', true),
  matches: fact('Text', 'pattern', 'matches', 'does not match', true),
  exists: fact('Whether it is known', 'none', 'has a value', 'has no value'),
  greaterThan: fact('Numbers', 'number', 'is greater than', 'is not greater than'),
  greaterThanOrEqual: fact('Numbers', 'number', 'is at least', 'is not at least'),
  lessThan: fact('Numbers', 'number', 'is less than', 'is not less than'),
  lessThanOrEqual: fact('Numbers', 'number', 'is at most', 'is not at most'),
  before: fact('Dates', 'date', 'is before', 'is not before'),
  after: fact('Dates', 'date', 'is after', 'is not after'),
  semverEqual: fact('Versions', 'version', 'is version', 'is not version'),
  semverGreaterThan: fact('Versions', 'version', 'is a version after', 'is not a version after'),
  semverGreaterThanOrEqual: fact('Versions', 'version', 'is at least version', 'is not at least version'),
  semverLessThan: fact('Versions', 'version', 'is a version before', 'is not a version before'),
  semverLessThanOrEqual: fact('Versions', 'version', 'is at most version', 'is not at most version'),
  inCidr: fact('Network', 'network', 'is in the network', 'is not in the network'),
  inSegment: fact('Segments', 'segment', 'is in segment', 'is not in segment'),
};

function fact(
  group: string,
  kind: ValueKind,
  plain: string,
  negated: string,
  takesIgnoreCase?: true,
): OperatorFacts {
  return { group, kind, plain, negated, ...(takesIgnoreCase && { takesIgnoreCase }) };
}

export function kindOf(operator: Operator): ValueKind {
  return OPERATOR_FACTS[operator].kind;
}
