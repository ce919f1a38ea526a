/** A value that can be compared: a text, a boolean, or a number that JSON can carry. */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Whether there is anything: what JSON cannot carry is not. */
export function isPresent(value: unknown): boolean {
  return isScalar(value) || isRecord(value);
}

/** A Date counts as the text that JSON makes of it. */
export function plain(value: unknown): unknown {
  return isRecord(value) && value instanceof Date ? value.toJSON() : value;
}
