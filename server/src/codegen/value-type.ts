import type { JsonValue } from '@signalbox/core/evaluator';

/** How deep the types of JSON values go; what lies deeper is `unknown`. */
const MAX_DEPTH = 8;

/** The TypeScript type of a JSON value: its shape, not the value itself. */
export function shapeOf(value: JsonValue, depth = 0): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (depth === MAX_DEPTH) return 'unknown';
  if (Array.isArray(value)) {
    const parts = unionOf(value.map((part) => shapeOf(part, depth + 1)));
    return value.length === 0 ? 'readonly never[]' : `readonly (${parts})[]`;
  }
  const properties = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => `readonly ${literal(name)}: ${shapeOf(part, depth + 1)}`);
  return properties.length === 0 ? 'Readonly<Record<string, never>>' : `{ ${properties.join('; ')} }`;
}

/** Each once, in an order of its own: the same flags make the same file. */
export function unionOf(types: readonly string[]): string {
  return [...new Set(types)].toSorted().join(' | ');
}

/** A text as TypeScript writes it; nothing in it can end the literal, or the line. */
export function literal(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
  return `'${inner}'`;
}
