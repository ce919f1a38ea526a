import type { Clause, Operator, Rule, Serve } from '@signalbox/core/evaluator';
import { EVERYONE, formatShare } from '../share.ts';

/** How each operator reads between an attribute and its values, plain and turned around. */
const READS: Record<Operator, readonly [plain: string, negated: string]> = {
  in: ['is', 'is not'],
  contains: ['contains', 'does not contain'],
  startsWith: ['starts with', 'does not start with'],
  endsWith: ['ends with', 'does not end with'],
  greaterThan: ['is greater than', 'is not greater than'],
  greaterThanOrEqual: ['is at least', 'is not at least'],
  lessThan: ['is less than', 'is not less than'],
  lessThanOrEqual: ['is at most', 'is not at most'],
  semverEqual: ['is version', 'is not version'],
  semverGreaterThan: ['is a version after', 'is not a version after'],
  semverGreaterThanOrEqual: ['is at least version', 'is not at least version'],
  semverLessThan: ['is a version before', 'is not a version before'],
  semverLessThanOrEqual: ['is at most version', 'is not at most version'],
  inSegment: ['is in segment', 'is not in segment'],
};

/** Enough to recognise a list by; the rest is counted. */
const SHOWN_VALUES = 5;

export function operatorWords(operator: Operator, negate = false): string {
  return READS[operator][negate ? 1 : 0];
}

/** `country is DE or AT`. */
export function clauseWords({ attribute, operator, values, negate }: Clause): string {
  // A segment is about the whole unit: naming the attribute would only be noise.
  const subject = operator === 'inSegment' ? 'the unit' : attribute || '…';
  return `${subject} ${operatorWords(operator, negate)} ${list(values.map(String), 'or') || '…'}`;
}

/** `on`, `on to 20 %`, `60 % a, 40 % b to 10 % by organization.id`. */
export function serveWords({ variant, split, share, bucketBy }: Serve): string {
  const what =
    variant ?? split?.map((one) => `${formatShare(one.weight)} ${one.variant}`).join(', ') ?? 'nothing';
  const to = share !== undefined && share < EVERYONE ? ` to ${formatShare(share)}` : '';
  return `${what}${to}${bucketBy ? ` by ${bucketBy}` : ''}`;
}

/** `when country is DE and plan is pro, serve on`. */
export function ruleWords({ clauses, serve }: Pick<Rule, 'clauses' | 'serve'>): string {
  const when = clauses.length > 0 ? `when ${clauses.map(clauseWords).join(' and ')}, ` : 'for everyone, ';
  return `${when}serve ${serveWords(serve)}`;
}

export function list(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length > SHOWN_VALUES + 1) {
    return `${words.slice(0, SHOWN_VALUES).join(', ')} ${conjunction} ${words.length - SHOWN_VALUES} more`;
  }
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}
