/** Reading an evaluation context, as docs/decisions/targeting.md describes it. */

/** Something that the context does not have, or that JSON cannot carry. */
export const MISSING = Symbol('missing');

/** The value at a path, or MISSING. */
export function attributeOf(context: unknown, path: string): unknown {
  let value = context;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return MISSING;
    value = (value as Record<string, unknown>)[name];
  }
  return asJson(value);
}

/** A value as JSON would carry it: a date becomes its text, and what has no place in JSON is missing. */
export function asJson(value: unknown): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? MISSING : value.toISOString();
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : MISSING;
    case 'object':
      return value === null ? MISSING : value;
    default:
      return MISSING;
  }
}

/** The text to bucket by, or undefined when there is none: the table in docs/decisions/bucketing.md. */
export function unitAt(context: unknown, path: string): string | undefined {
  const value = attributeOf(context, path);
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? `${value}` : undefined;
}
