/** Figures that the statistics tests judge by. */

/** χ² of counts that should all be the same. */
export function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/**
 * How probable a χ² at least so large is by chance (Wilson and Hilferty's approximation, good to three digits from
 * thirty degrees of freedom on).
 */
export function chiSquareProbability(value: number, degrees: number): number {
  const spread = 2 / (9 * degrees);
  return upperTail((Math.cbrt(value / degrees) - (1 - spread)) / Math.sqrt(spread));
}

/** Probability that a standard normal variable is above z (Abramowitz and Stegun, 26.2.17). */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.231_641_9 * z);
  const terms = [1.330_274_429, -1.821_255_978, 1.781_477_937, -0.356_563_782, 0.319_381_53];
  const sum = terms.reduce((inner, term) => (inner + term) * t, 0);
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

/** Pearson's correlation of two series of the same length. */
export function correlation(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const meanOne = mean(one);
  const meanOther = mean(other);
  let together = 0;
  let alone = 0;
  let otherAlone = 0;
  for (let at = 0; at < one.length; at++) {
    const a = (one[at] ?? 0) - meanOne;
    const b = (other[at] ?? 0) - meanOther;
    together += a * b;
    alone += a * a;
    otherAlone += b * b;
  }
  return together / Math.sqrt(alone * otherAlone);
}

function mean(series: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < series.length; at++) sum += series[at] ?? 0;
  return sum / series.length;
}

/** Numbers that look random and are the same in every run (Mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
