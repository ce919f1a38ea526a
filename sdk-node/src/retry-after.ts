const HOUR_MS = 3_600_000;

/** Milliseconds that a Retry-After header asks for, in seconds or as a date, at most an hour; undefined without a sensible one. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (!header) return undefined;
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return ms >= 0 ? Math.min(ms, HOUR_MS) : undefined;
}
