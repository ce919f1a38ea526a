/** Nobody is asked to stay away for longer, however many there are. */
const LONGEST_WAIT_MS = 60_000;

export interface Rate {
  perSecond: number;
  /** How many may come at the same time, after a while in which nobody did. */
  burst: number;
}

/** Lets in so many a second, and tells the others when it is their turn. */
export interface Admission {
  /** Undefined for who may come in now; the seconds after which to ask again for the others. */
  ask(): number | undefined;
}

/**
 * A bucket of tokens, with a queue in which nobody stands: each one who is sent away is given the next free moment, so
 * that a herd comes back at the rate that can be taken in, and not at once. Places are not kept: who comes in between
 * takes the token, and who finds none queues up again.
 */
export function createAdmission(
  { perSecond, burst }: Rate,
  now: () => number,
  random: () => number,
): Admission {
  let tokens = burst;
  let filledAt = now();
  let bookedUntil = filledAt;

  return {
    ask() {
      const time = now();
      tokens = Math.min(burst, tokens + (Math.max(0, time - filledAt) * perSecond) / 1_000);
      filledAt = time;
      if (tokens >= 1) {
        tokens -= 1;
        return undefined;
      }
      bookedUntil = Math.max(bookedUntil, time) + 1_000 / perSecond;
      if (bookedUntil - time > LONGEST_WAIT_MS) {
        bookedUntil = time + LONGEST_WAIT_MS;
        return Math.ceil((random() * LONGEST_WAIT_MS) / 1_000) || 1;
      }
      // Whole seconds are all that the header has: some come a little early, some late.
      return Math.max(1, Math.floor((bookedUntil - time) / 1_000 + 2 * random()));
    },
  };
}
