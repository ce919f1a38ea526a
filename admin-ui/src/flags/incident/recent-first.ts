import type { Change } from '../../changes/model.ts';
import { filterFlags } from '../list/filter.ts';
import type { Flag } from '../model.ts';

export interface Suspect {
  flag: Flag;
  /** The last change that may have to do with it. */
  change: Change | undefined;
}

/**
 * Flags that one may want to kill, those first that were changed last: what broke production is mostly what somebody just did to it.
 * @param changes newest first
 * @param words what is typed
 */
export function recentFirst(flags: readonly Flag[], changes: readonly Change[], words: string): Suspect[] {
  const last = new Map<string, Change>();
  for (const change of changes) if (change.flag && !last.has(change.flag)) last.set(change.flag, change);
  return filterFlags(flags, { q: words })
    .map((flag) => ({ flag, change: last.get(flag.key) }))
    .toSorted(
      (a, b) => (b.change?.sequence ?? 0) - (a.change?.sequence ?? 0) || a.flag.key.localeCompare(b.flag.key),
    );
}
