/** Numbers as Math.random gives them, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from 0 up to but not including `end`. */
export function below(end: number, random: () => number): number {
  return Math.floor(random() * end);
}

export function pick<T>(list: readonly T[], random: () => number): T {
  const chosen = list[below(list.length, random)];
  if (chosen === undefined) throw new Error('Nothing to choose from');
  return chosen;
}

/** In another order (Fisher and Yates). */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const result = [...list];
  for (let at = result.length - 1; at > 0; at--) {
    const other = below(at + 1, random);
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
}
