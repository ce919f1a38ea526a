import type { FlagMetadata } from '@signalbox/core/evaluator';
import { randomId } from '../../ui/random-id.ts';

type Value = FlagMetadata[string];
export type MetadataType = 'string' | 'number' | 'boolean';

/** One entry of a flag's metadata while it is typed. */
export interface MetadataRow {
  /** So that a row keeps its focus while its name changes. */
  id: string;
  name: string;
  type: MetadataType;
  value: string;
}

export const MOST_ROWS = 20;
const LONGEST_NAME = 64;
const LONGEST_VALUE = 512;

/** Answers say under these how they came about. */
const OURS = new Set(['ruleId', 'prerequisite', 'reason']);
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

export function newRow(): MetadataRow {
  return { id: randomId(), name: '', type: 'string', value: '' };
}

/** The same metadata gives the same rows, ids and all: a form sees then that nothing was edited. */
export function rowsOf(metadata: FlagMetadata = {}): MetadataRow[] {
  return Object.entries(metadata).map(([name, value]) => ({
    id: name,
    name,
    type: typeOf(value),
    value: String(value),
  }));
}

/** What was typed stays, except where the other type can only be chosen from. */
export function retyped(row: MetadataRow, type: MetadataType): MetadataRow {
  if (type !== 'boolean' || row.value === 'false') return { ...row, type };
  return { ...row, type, value: 'true' };
}

interface ReadMetadata {
  /** What cannot be read stands as it was typed. */
  metadata: FlagMetadata;
  /** By the path of its field: `metadata.0.name`. */
  errors: Record<string, string>;
}

export function readMetadata(rows: readonly MetadataRow[]): ReadMetadata {
  const entries = new Map<string, Value>();
  const errors: Record<string, string> = {};
  for (const [index, { name: typed, type, value }] of rows.entries()) {
    const name = typed.trim();
    const wrongName = entries.has(name) ? 'Another entry has this name.' : nameProblem(name);
    if (wrongName) errors[`metadata.${index}.name`] = wrongName;
    const read = readValue(type, value);
    if (read === undefined) errors[`metadata.${index}.value`] = PROBLEMS[type];
    entries.set(name, read ?? value);
  }
  return { metadata: Object.fromEntries(entries), errors };
}

/** Problems that the server names by entry, `metadata.team`, by the row of that name instead. */
export function atRows(
  problems: Readonly<Record<string, string>>,
  rows: readonly MetadataRow[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(problems).map(([path, problem]) => {
      const index = rows.findIndex(({ name }) => path === `metadata.${name.trim()}`);
      return [index === -1 ? path : `metadata.${index}.name`, problem];
    }),
  );
}

const PROBLEMS: Record<MetadataType, string> = {
  string: `Use at most ${LONGEST_VALUE} characters.`,
  number: 'Enter a number, such as 0.5.',
  boolean: 'Choose true or false.',
};

function nameProblem(name: string): string | undefined {
  if (name === '') return 'Enter a name.';
  if (name.length > LONGEST_NAME) return `Use at most ${LONGEST_NAME} characters.`;
  if (RESERVED.has(name)) return 'This name is reserved.';
  return OURS.has(name) ? 'Answers use this name themselves.' : undefined;
}

/** Undefined when the text is no value of the type. */
function readValue(type: MetadataType, text: string): Value | undefined {
  if (type === 'string') return text.length > LONGEST_VALUE ? undefined : text;
  if (type === 'boolean') return text === 'true';
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function typeOf(value: Value): MetadataType {
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'number' : 'boolean';
}
