import { presenceOf, type Confirmation, type Instance } from './instance.ts';

/** One instance, from what several servers know of it. */
export function together(all: readonly [Instance, ...Instance[]], now: number): Instance {
  const [first, ...others] = all;
  if (others.length === 0) return first;
  const openedAt = Math.max(...all.map(({ connectedAt, streams }) => (streams > 0 ? connectedAt : 0)));
  // A stream that was opened later says that it polls no more.
  const hanging = all.map((one) =>
    one.polledAt !== null && one.polledAt < openedAt ? { ...one, polledAt: null } : one,
  );
  const newest = hanging.reduce((best, one) => (isNewer(one, best, now) ? one : best));
  const confirmed = inOrder(all.flatMap((one) => one.confirmed));
  return {
    ...newest,
    firstSeenAt: Math.min(...all.map(({ firstSeenAt }) => firstSeenAt)),
    lastSeenAt: Math.max(...all.map(({ lastSeenAt }) => lastSeenAt)),
    delivered: Math.max(...all.map(({ delivered }) => delivered)),
    confirmed,
    diverged: divergedAmong(all, confirmed.at(-1)?.revision ?? -1),
    leaving: all.some(({ leaving }) => leaving),
    // One that lost its stream again right after it had come back is still expected.
    awayUntil: latestOf(all.map(({ awayUntil }) => awayUntil)),
  };
}

const RANKS = { stream: 2, polling: 1, away: 0, silent: 0, gone: 0 } as const;

/** Whoever has it connected knows best; then whoever had it last. */
function isNewer(one: Instance, best: Instance, now: number): boolean {
  const difference = RANKS[presenceOf(one, now)] - RANKS[presenceOf(best, now)];
  return difference === 0 ? one.connectedAt > best.connectedAt : difference > 0;
}

/** Revisions rising; each with the first time at which it, or a later one, was shown to any server. */
function inOrder(confirmed: Confirmation[]): Confirmation[] {
  const sorted = confirmed.toSorted((a, b) => a.revision - b.revision);
  let first = Infinity;
  return sorted
    .toReversed()
    .map(({ revision, at }) => ({ revision, at: (first = Math.min(first, at)) }))
    .toReversed();
}

function divergedAmong(all: readonly Instance[], confirmed: number): number | null {
  const latest = latestOf(all.map(({ diverged }) => diverged));
  return latest !== null && latest > confirmed ? latest : null;
}

function latestOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
