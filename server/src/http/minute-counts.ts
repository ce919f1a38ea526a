const MINUTE_MS = 60_000;
/** Further callers of a minute are not counted: a bound for memory. */
const MAX_CALLERS = 100_000;

/** How often each caller came in the present minute. */
export interface MinuteCounts {
  of(caller: string): number;
  /** Counts it once more, and answers how often that makes. */
  add(caller: string): number;
  /** Until the next minute begins and everybody is at zero again; at least 1. */
  secondsLeft(): number;
}

export function createMinuteCounts(now: () => number): MinuteCounts {
  let minute = 0;
  let counts = new Map<string, number>();

  function present(): Map<string, number> {
    const time = now();
    if (time - minute >= MINUTE_MS) {
      minute = time - (time % MINUTE_MS);
      counts = new Map();
    }
    return counts;
  }

  return {
    of: (caller) => present().get(caller) ?? 0,
    add(caller) {
      const known = present();
      const count = (known.get(caller) ?? 0) + 1;
      if (count > 1 || known.size < MAX_CALLERS) known.set(caller, count);
      return count;
    },
    secondsLeft: () => Math.max(1, Math.ceil((minute + MINUTE_MS - now()) / 1_000)),
  };
}
