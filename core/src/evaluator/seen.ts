import type { JsonValue } from './model.ts';

const MAX_TEXT = 200;
const MAX_ENTRIES = 20;
const MAX_DEPTH = 3;

/** What of a context's value can be shown: as JSON would carry it, cut where it is long. Never throws. */
export function seen(value: unknown, depth = 0): JsonValue {
  try {
    return toJson(value, depth);
  } catch {
    return null; // a getter that throws
  }
}

function toJson(value: unknown, depth: number): JsonValue {
  switch (typeof value) {
    case 'string':
      return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'object':
      if (value instanceof Date) return value.toJSON();
      if (value === null || depth === MAX_DEPTH) return null;
      if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((each) => seen(each, depth + 1));
      return Object.fromEntries(
        Object.entries(value)
          .slice(0, MAX_ENTRIES)
          .map(([name, each]) => [name, seen(each, depth + 1)]),
      );
    default:
      return null;
  }
}
