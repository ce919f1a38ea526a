import type { Flag } from '@signalbox/core/evaluator';
import type { ExposureCount, MetricCount } from '@signalbox/core/sync';

/** As long as the store recognises a batch: an older one might be counted twice. */
const OLDEST_MS = 7 * 24 * 3_600_000;
/** Clocks differ. */
const FUTURE_MS = 10 * 60_000;

export interface SplitCounts<T> {
  known: T[];
  /** Evaluations, or events, in them. */
  accepted: number;
  /** Those of flags, variants, metrics or times that cannot be. */
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
): SplitCounts<ExposureCount> {
  return split(counts, (line) => {
    const flag = findFlag(line.flag);
    if (!flag || !isTimely(line, now)) return false;
    // No variant: the application's default was returned.
    return line.variant === '' || flag.variants.some(({ name }) => name === line.variant);
  });
}

/** As `splitKnown`, for metrics: anybody may make up a name, so an environment has only so many. */
export async function splitAdmitted(
  counts: readonly MetricCount[],
  admit: (names: string[]) => Promise<ReadonlySet<string>>,
  now: number,
): Promise<SplitCounts<MetricCount>> {
  const timely = counts.filter((line) => isTimely(line, now));
  const names = new Set(timely.map(({ metric }) => metric));
  const admitted = names.size === 0 ? names : await admit([...names]);
  return split(counts, (line) => isTimely(line, now) && admitted.has(line.metric));
}

function isTimely({ minute }: { minute: number }, now: number): boolean {
  return minute >= now - OLDEST_MS && minute <= now + FUTURE_MS;
}

function split<T extends { count: number }>(
  counts: readonly T[],
  isKnown: (line: T) => boolean,
): SplitCounts<T> {
  const known = counts.filter(isKnown);
  const accepted = total(known);
  return { known, accepted, dropped: total(counts) - accepted };
}

function total(counts: readonly { count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
