import { compileFlag, type CompiledFlag } from './flag.ts';
import type { Ruleset } from './model.ts';
import { compileSegment, type CompiledSegment } from './segments.ts';

/** An immutable compiled ruleset. A change makes a new one that shares what did not change. */
export interface CompiledRuleset {
  readonly flags: ReadonlyMap<string, CompiledFlag>;
  readonly segments: ReadonlyMap<string, CompiledSegment>;
}

export const EMPTY_RULESET: CompiledRuleset = { flags: new Map(), segments: new Map() };

/** What changes between two rulesets: whole flags and segments, and the keys of those that went. */
export interface RulesetChange extends Ruleset {
  removed: { flags: readonly string[]; segments: readonly string[] };
}

/** Makes a ruleset ready to answer. */
export function compileRuleset(ruleset: Ruleset): CompiledRuleset {
  return changeRuleset(EMPTY_RULESET, { ...ruleset, removed: { flags: [], segments: [] } });
}

/** Applies a change. Flags that use a changed segment are compiled anew too. */
export function changeRuleset(base: CompiledRuleset, change: RulesetChange): CompiledRuleset {
  const segments = new Map(base.segments);
  for (const key of change.removed.segments) segments.delete(key);
  for (const segment of change.segments) segments.set(segment.key, compileSegment(segment));

  const flags = new Map(base.flags);
  const touched = new Set([...change.removed.segments, ...change.segments.map(({ key }) => key)]);
  for (const flag of touched.size > 0 ? base.flags.values() : []) {
    if (flag.segments.some((key) => touched.has(key)))
      flags.set(flag.key, compileFlag(flag.source, segments));
  }
  for (const key of change.removed.flags) flags.delete(key);
  for (const flag of change.flags) flags.set(flag.key, compileFlag(flag, segments));
  return { flags, segments };
}
