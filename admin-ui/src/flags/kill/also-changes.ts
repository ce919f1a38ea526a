import type { Dependency } from '../../prerequisites/use-prerequisites.ts';

/** What becomes of the flags that need a flag, when it gives its off variant. */
export interface AlsoChanges {
  /** They need it at another variant: they give their off variant. */
  off: string[];
  /** They need it at its off variant: nothing holds them back any more. */
  open: string[];
  /** They need one of these, directly or through others. */
  further: string[];
}

export function alsoChanges(all: readonly Dependency[], flag: string, offVariant: string): AlsoChanges {
  const byKey = new Map(all.map((one) => [one.flag, one]));
  const direct = byKey.get(flag)?.requiredBy ?? [];
  const needsOff = (other: string) =>
    byKey.get(other)?.requires.some((need) => need.flag === flag && need.variant === offVariant) ?? false;
  const found = new Set([flag, ...direct]);
  // A set is walked in the order in which it grows.
  for (const other of found) for (const next of byKey.get(other)?.requiredBy ?? []) found.add(next);
  return {
    off: direct.filter((other) => !needsOff(other)),
    open: direct.filter(needsOff),
    further: [...found].slice(1 + direct.length),
  };
}
