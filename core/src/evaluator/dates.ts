// Linear: every part has a fixed length or a bound.
const PATTERN =
  /^(\d{4}-(?:0[1-9]|1[0-2])-([0-3]\d))(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

/**
 * Milliseconds since 1970 of a date as ISO 8601 and RFC 3339 write it: `2026-11-23` (midnight UTC) or
 * `2026-11-23T18:00:00+01:00`, always with an offset; a finite number is taken as it is. Undefined for all
 * else. Stricter than Date.parse, in which engines differ.
 */
export function parseDate(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const match = typeof value === 'string' ? PATTERN.exec(value) : null;
  if (!match?.[1]) return undefined;
  // Some engines read 30 February as 2 March.
  return new Date(match[1]).getUTCDate() === Number(match[2]) ? Date.parse(match[0]) : undefined;
}
