/** Shares and weights are whole thousandths of a percent: 20 000 is 20 %. */
export const EVERYONE = 100_000;

const percent = new Intl.NumberFormat('en', { maximumFractionDigits: 3, useGrouping: false });

/** `20 %`, `0.125 %`. The space does not break. */
export function formatShare(share: number): string {
  return `${percent.format(share / 1000)}\u00a0%`;
}

/** What a percent field holds, as a share within its bounds. Anything that is no number counts as 0. */
export function shareOf(value: number | string): number {
  const number = typeof value === 'number' ? value : Number.parseFloat(value);
  return Number.isFinite(number) ? Math.min(EVERYONE, Math.max(0, Math.round(number * 1000))) : 0;
}

/** Divides everyone equally; the first ones take what does not divide. */
export function equalWeights(count: number): number[] {
  const each = Math.floor(EVERYONE / count);
  return Array.from({ length: count }, (_, index) => each + (index < EVERYONE - each * count ? 1 : 0));
}

/**
 * Weights as they are after one was set: the last other one takes the difference, then the one before it,
 * so that the sum stays whole.
 */
export function withWeight(weights: readonly number[], index: number, weight: number): number[] {
  const next = [...weights];
  next[index] = Math.min(EVERYONE, Math.max(0, weight));
  let missing = EVERYONE - next.reduce((sum, one) => sum + one, 0);
  for (let other = next.length - 1; other >= 0 && missing !== 0; other -= 1) {
    if (other === index) continue;
    const before = next[other] ?? 0;
    const after = Math.min(EVERYONE, Math.max(0, before + missing));
    next[other] = after;
    missing -= after - before;
  }
  return next;
}
