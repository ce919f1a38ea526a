/**
 * Waiting time before the next try: full jitter, a random part of a bound that doubles from `baseMs` to
 * `capMs` (Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015). Clients that lost
 * the same server thus come back spread out.
 */
export function backoffMs(attempt: number, baseMs: number, capMs: number, random: () => number): number {
  return random() * Math.min(capMs, baseMs * 2 ** attempt);
}
