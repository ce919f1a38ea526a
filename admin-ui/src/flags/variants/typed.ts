import { randomId } from '../../ui/random-id.ts';
import type { JsonValue, ValueType, Variant } from '@signalbox/core/evaluator';

/** A variant while it is typed: its value is text until it is read. */
export interface TypedVariant {
  /** Of the row, so that it keeps its focus while its name changes. */
  id: string;
  name: string;
  value: string;
}

export function showVariants(variants: readonly Variant[]): TypedVariant[] {
  return variants.map(({ name, value }) => ({ ...emptyVariant(), name, value: showValue(value) }));
}

export function emptyVariant(): TypedVariant {
  return { id: randomId(), name: '', value: '' };
}

/** Text stands as it is; everything else as JSON, long values over several lines. */
export function showValue(value: JsonValue): string {
  if (typeof value === 'string') return value;
  const line = JSON.stringify(value);
  return typeof value === 'object' && line.length > 30 ? JSON.stringify(value, null, 2) : line;
}

export interface ReadVariants {
  variants: Variant[];
  /** By path: `variants.1.value`. */
  errors: Record<string, string>;
}

export function readVariants(typed: readonly TypedVariant[], valueType: ValueType): ReadVariants {
  const errors: Record<string, string> = {};
  const variants = typed.map(({ name, value }, index) => {
    const trimmed = name.trim();
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(trimmed)) {
      errors[`variants.${index}.name`] = 'Use letters, digits, ".", "_" and "-".';
    } else if (typed.findIndex((other) => other.name.trim() === trimmed) !== index) {
      errors[`variants.${index}.name`] = 'Another variant has this name.';
    }
    const read = readValue(value, valueType);
    if (read === undefined) errors[`variants.${index}.value`] = PROBLEMS[valueType];
    return { name: trimmed, value: read ?? null };
  });
  return { variants, errors };
}

const PROBLEMS: Record<ValueType, string> = {
  boolean: 'Choose true or false.',
  number: 'Enter a number.',
  string: '',
  json: 'This is not JSON. Check quotes, commas and brackets.',
};

/** Undefined when the text is no value of the type. */
function readValue(text: string, valueType: ValueType): JsonValue | undefined {
  if (valueType === 'string') return text;
  try {
    const value: JsonValue = JSON.parse(text);
    return valueType === 'json' || typeof value === valueType ? value : undefined;
  } catch {
    return undefined;
  }
}
