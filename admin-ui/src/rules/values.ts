import { parseCidr, parseDate, parseSemver, type Clause, type Operator } from '@signalbox/core/evaluator';
import { kindOf } from './operators.ts';

export type Value = Clause['values'][number];

/**
 * What was typed, as this operator compares it. `in` and `equals` compare by type as well: true and false are
 * rarely meant as text, digits often are (keys and ids), so those stay text until somebody says otherwise.
 */
export function readValue(operator: Operator, typed: string, beside: readonly Value[] = []): Value {
  const kind = kindOf(operator);
  if (kind === 'number') return asNumber(typed) ?? typed;
  if (kind !== 'exact') return typed;
  if (beside.some((value) => typeof value !== 'string')) return asTyped(typed);
  const isText = beside.some(looksTyped);
  return isText ? typed : (asBoolean(typed) ?? typed);
}

/** Values of the types that the operator compares. */
export function typedValues(operator: Operator, values: readonly Value[]): Value[] {
  const kind = kindOf(operator);
  if (kind === 'none') return [];
  // A date may be a number of milliseconds.
  if (kind === 'exact' || kind === 'date') return [...values];
  return values.map((value) => readValue(operator, String(value)));
}

/** The values that still make sense when the operator becomes another one. */
export function keptValues(from: Operator, to: Operator, values: readonly Value[]): Value[] {
  if ((kindOf(from) === 'segment') !== (kindOf(to) === 'segment')) return [];
  return typedValues(to, values).filter((value) => valueProblem(to, value) === null);
}

/** How the values of an exact clause are compared; null where it makes no difference. */
export function comparison(values: readonly Value[]): 'text' | 'typed' | null {
  if (!values.some(looksTyped)) return null;
  return values.some((value) => typeof value !== 'string') ? 'typed' : 'text';
}

export function asTyped(value: Value): Value {
  if (typeof value !== 'string') return value;
  return asBoolean(value) ?? asNumber(value) ?? value;
}

function looksTyped(value: Value): boolean {
  return typeof asTyped(value) !== 'string';
}

function asBoolean(typed: string): boolean | undefined {
  if (typed === 'true') return true;
  return typed === 'false' ? false : undefined;
}

/** Only what reads back the same: `05` and `1e5` are text. */
function asNumber(typed: string): number | undefined {
  return typed !== '' && String(Number(typed)) === typed.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
    ? Number(typed)
    : undefined;
}

/** Why this value cannot stand with this operator; null when it can. */
export function valueProblem(operator: Operator, value: Value): string | null {
  const text = String(value);
  switch (kindOf(operator)) {
    case 'number':
      return typeof value === 'number' ? null : `“${text}” is not a number`;
    case 'version':
      return parseSemver(text) ? null : `“${text}” is not a version such as 1.4.0`;
    case 'date':
      return parseDate(value) === undefined ? `“${text}” is not a date such as 2026-11-23` : null;
    case 'network':
      return parseCidr(text) ? null : `“${text}” is not a network such as 10.0.0.0/8`;
    case 'pattern':
      return patternProblem(text);
    default:
      return null;
  }
}

/** Only whether it can be read: whether it is safe to run, the server proves. */
function patternProblem(pattern: string): string | null {
  if (pattern === '') return 'Write a pattern';
  try {
    RegExp(pattern, 'u');
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*\/u: /, '') : '';
    return `This is not a regular expression${reason && `: ${reason.toLowerCase()}`}`;
  }
}
