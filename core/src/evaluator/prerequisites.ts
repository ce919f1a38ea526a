import type { Flag } from './model.ts';
import type { CompiledRuleset } from './ruleset.ts';

/** Keys of the flags that a flag needs. Of one that cannot be understood, none: it answers PARSE_ERROR. */
export function prerequisiteKeysOf({ prerequisites }: Flag): string[] {
  try {
    return (prerequisites ?? []).map(({ flag }) => flag);
  } catch {
    return [];
  }
}

/** @throws {Error} when a flag needs itself, by whatever way. */
export function checkPrerequisites(flag: Flag, { flags }: CompiledRuleset): void {
  const seen = new Set<string>();
  const walk = (at: Flag): void => {
    for (const key of prerequisiteKeysOf(at)) {
      if (key === flag.key) throw new Error('it is its own prerequisite');
      const next = seen.has(key) ? undefined : flags.get(key);
      seen.add(key);
      if (next) walk(next.source);
    }
  };
  walk(flag);
}
