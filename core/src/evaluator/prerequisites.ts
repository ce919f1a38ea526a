import type { Flag } from './model.ts';
import type { CompiledRuleset } from './ruleset.ts';

/** Keys of the flags that a flag needs. Of one that cannot be understood, none: it answers PARSE_ERROR. */
export function prerequisiteKeysOf({ prerequisites = [] }: Partial<Flag> = {}): string[] {
  try {
    return prerequisites.map(({ flag }) => flag);
  } catch {
    return [];
  }
}

/** @throws {Error} when a flag needs itself, by whatever way. */
export function checkPrerequisites(flag: Flag, { flags }: CompiledRuleset): void {
  const needed = new Set(prerequisiteKeysOf(flag));
  // Grows meanwhile.
  for (const key of needed) for (const next of prerequisiteKeysOf(flags.get(key)?.source)) needed.add(next);
  if (needed.has(flag.key)) throw new Error('it is its own prerequisite');
}
