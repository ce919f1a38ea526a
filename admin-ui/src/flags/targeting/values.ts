import { parseSemver, type Clause, type Operator } from '@signalbox/core/evaluator';

export type Value = Clause['values'][number];

const NUMERIC: ReadonlySet<Operator> = new Set([
  'greaterThan',
  'greaterThanOrEqual',
  'lessThan',
  'lessThanOrEqual',
]);

export function isNumeric(operator: Operator): boolean {
  return NUMERIC.has(operator);
}

export function isSemver(operator: Operator): boolean {
  return operator.startsWith('semver');
}

/**
 * What was typed, as this operator compares it. `in` compares by type as well: true and false are rarely meant
 * as text, digits often are (keys and ids), so those stay text until somebody says otherwise.
 */
export function readValue(operator: Operator, typed: string, beside: readonly Value[] = []): Value {
  if (isNumeric(operator)) return asNumber(typed) ?? typed;
  if (operator !== 'in') return typed;
  if (beside.some((value) => typeof value !== 'string')) return asTyped(typed);
  const isText = beside.some(looksTyped);
  return isText ? typed : (asBoolean(typed) ?? typed);
}

/** How the values of an `in` clause are compared; null where it makes no difference. */
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
  if (isNumeric(operator) && typeof value !== 'number') return `“${value}” is not a number`;
  if (isSemver(operator) && !parseSemver(String(value))) return `“${value}” is not a version such as 1.4.0`;
  return null;
}
