import type { Clause, Condition, Operator } from '@signalbox/core/evaluator';
import { groupKind, isClause, partsOf, type GroupKind } from './conditions.ts';
import { OPERATOR_FACTS } from './operators.ts';

/** Enough to recognise a list by; the rest is counted. */
const SHOWN_VALUES = 5;

export const GROUP_WORDS: Record<GroupKind, string> = { all: 'all of', any: 'any of', none: 'none of' };

export function operatorWords(operator: Operator, negate = false): string {
  const { plain, negated } = OPERATOR_FACTS[operator];
  return negate ? negated : plain;
}

/** `country is DE or AT`. */
export function clauseWords(clause: Clause): string {
  const { attribute, operator, ignoreCase } = clause;
  // A segment is about the whole unit: naming the attribute would only be noise.
  const subject = operator === 'inSegment' ? 'the unit' : attribute || '…';
  const parts = [subject, readingWords(clause), valueWords(clause), ignoreCase ? '(in any case)' : ''];
  return parts.filter(Boolean).join(' ');
}

/** As the operator reads in a sentence: `in` and `equals` are the same there. */
function readingWords({ operator, values, negate = false }: Clause): string {
  if (operator !== 'in' && operator !== 'equals') return operatorWords(operator, negate);
  return operatorWords(negate && values.length > 1 ? 'in' : 'equals', negate);
}

function valueWords({ operator, values }: Clause): string {
  if (operator === 'exists') return '';
  const texts = values.map((value) => shownValue(operator, value));
  return list(texts, 'or') || '…';
}

function shownValue(operator: Operator, value: Clause['values'][number]): string {
  if (operator === 'matches') return `/${value}/`;
  return value === '' ? '“”' : String(value);
}

/** `country is DE`, `any of (country is DE; plan is pro)`. */
export function conditionWords(condition: Condition): string {
  if (isClause(condition)) return clauseWords(condition);
  const kind = groupKind(condition);
  const parts = partsOf(condition);
  const [only] = parts;
  // One alone needs no brackets, unless it is turned around.
  if (only && parts.length === 1 && kind !== 'none') return conditionWords(only);
  return `${GROUP_WORDS[kind]} (${parts.map(conditionWords).join('; ')})`;
}

/** `country is DE and any of (…; …)`. */
export function conditionsWords(conditions: readonly Condition[]): string {
  return conditions.map(conditionWords).join(' and ');
}

export function list(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length > SHOWN_VALUES + 1) {
    return `${words.slice(0, SHOWN_VALUES).join(', ')} ${conjunction} ${words.length - SHOWN_VALUES} more`;
  }
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}
