/**
 * Waiting time before the next try: full jitter, a random part of a bound that doubles from `baseMs` to
 * `capMs` (Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015). Clients that lost
 * the same server thus come back spread out.
 */
export function backoffMs(attempt: number, baseMs: number, capMs: number, random: () => number): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30)));
}

/** Milliseconds that a Retry-After header asks for, in seconds or as a date; undefined without a sensible one. */
export function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  if (!header) return undefined;
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return ms >= 0 ? Math.min(ms, 3_600_000) : undefined;
}
