import type { Flag } from '@signalbox/core/evaluator';
import type { ExposureCount } from '@signalbox/core/sync';

/** As long as the store recognises a batch: an older one might be counted twice. */
const OLDEST_MS = 7 * 24 * 3_600_000;
/** Clocks differ. */
const FUTURE_MS = 10 * 60_000;

export interface SplitCounts {
  known: ExposureCount[];
  /** Evaluations in them. */
  accepted: number;
  /** Evaluations of flags, variants or times that cannot be. */
  dropped: number;
}

/**
 * Keeps the counts of what exists. Anybody may hold a client-side key: what is made up must neither fill the database
 * nor spoil the batch that it came with.
 */
export function splitKnown(
  counts: readonly ExposureCount[],
  findFlag: (key: string) => Flag | undefined,
  now: number,
): SplitCounts {
  const known = counts.filter((line) => isKnown(line, findFlag(line.flag), now));
  const accepted = total(known);
  return { known, accepted, dropped: total(counts) - accepted };
}

function isKnown({ variant, minute }: ExposureCount, flag: Flag | undefined, now: number): boolean {
  if (!flag || minute < now - OLDEST_MS || minute > now + FUTURE_MS) return false;
  // No variant: the application's default was returned.
  return variant === '' || flag.variants.some(({ name }) => name === variant);
}

function total(counts: readonly ExposureCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
