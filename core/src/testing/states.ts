const MOST = 6;

/**
 * Every state that some boolean flags can be in together, to run a test in each: for one flag off and on, for two all
 * four, and so on. Each reads as the `flags` of a test client.
 *
 * @example
 * ```ts
 * test.each(allStates('new-checkout', 'express'))('an order goes through with %o', (flags) => {
 *   const client = createTestClient({ flags });
 * ```
 * @throws {RangeError} for none, and for more than six: that would be more than 64 runs.
 */
export function allStates<K extends string>(...keys: K[]): Record<K, boolean>[] {
  if (keys.length === 0 || keys.length > MOST) {
    throw new RangeError(`allStates takes 1 to ${MOST} flags, not ${keys.length}.`);
  }
  return keys.reduce<Record<K, boolean>[]>(
    (states, key) => [false, true].flatMap((on) => states.map((state) => ({ ...state, [key]: on }))),
    [{} as Record<K, boolean>],
  );
}
