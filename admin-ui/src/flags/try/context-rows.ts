import type { JsonValue } from '@signalbox/core/evaluator';
import { randomId } from '../../ui/random-id.ts';

/** An evaluation context as JSON. */
export type Context = { [attribute: string]: JsonValue };

export type RowType = 'text' | 'number' | 'boolean' | 'json';

/** One attribute of a context while it is typed. */
export interface ContextRow {
  id: string;
  /** `organization.plan` is `plan` inside `organization`. */
  path: string;
  type: RowType;
  value: string;
}

export function newRow(path = '', type: RowType = 'text'): ContextRow {
  return { id: randomId(), path, type, value: type === 'boolean' ? 'true' : '' };
}

/** A row for each attribute, those of nested objects too. What rows cannot say stays JSON. */
export function rowsOf(context: Context, prefix = ''): ContextRow[] {
  return Object.entries(context).flatMap(([name, value]) => {
    const path = prefix + name;
    return isPlain(value) ? rowsOf(value, `${path}.`) : [{ ...newRow(path), ...shown(value) }];
  });
}

/** An object whose attributes can be named by paths. */
function isPlain(value: JsonValue): value is Context {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => /^[^.\s]+$/.test(name));
}

function shown(value: JsonValue): Pick<ContextRow, 'type' | 'value'> {
  switch (typeof value) {
    case 'string':
      return { type: 'text', value };
    case 'number':
      return { type: 'number', value: String(value) };
    case 'boolean':
      return { type: 'boolean', value: String(value) };
    default:
      return { type: 'json', value: JSON.stringify(value) };
  }
}

interface ReadRows {
  context: Context;
  /** By id of the row. */
  errors: Record<string, string>;
}

export function contextOf(rows: readonly ContextRow[]): ReadRows {
  const context: Context = {};
  const errors: Record<string, string> = {};
  for (const { id, path, type, value } of rows) {
    if (path.trim() === '' && value.trim() === '') continue;
    const read = readValue(type, value);
    const problem =
      read === undefined ? PROBLEMS[type] : put(context, path.trim().split('.'), read, path.includes('.'));
    if (problem) errors[id] = problem;
  }
  return { context, errors };
}

const PROBLEMS: Record<RowType, string> = {
  text: '',
  number: 'Not a number.',
  boolean: 'True or false?',
  json: 'Not JSON.',
};

function readValue(type: RowType, value: string): JsonValue | undefined {
  if (type === 'text') return value;
  try {
    const read: JsonValue = JSON.parse(value);
    return type === 'json' || typeof read === type ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Answers why it cannot stand there, or nothing. */
function put(context: Context, [name = '', ...rest]: string[], value: JsonValue, nested: boolean): string {
  if (name === '' || /\s/.test(name)) return nested ? 'Not a path such as organization.plan.' : 'Name it.';
  if (name === '__proto__') return 'This name is reserved.';
  const there = Object.hasOwn(context, name) ? context[name] : undefined;
  if (rest.length === 0) {
    if (there !== undefined) return 'This attribute is set above already.';
    context[name] = value;
    return '';
  }
  if (there !== undefined && (there === null || typeof there !== 'object' || Array.isArray(there))) {
    return `${name} is set above already, and is no object.`;
  }
  const inside: Context = there ?? {};
  context[name] = inside;
  return put(inside, rest, value, nested);
}
