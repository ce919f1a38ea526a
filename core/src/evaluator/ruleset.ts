import { segmentKeysOf } from './compile.ts';
import { compileFlag, type CompiledFlag } from './flag.ts';
import type { Condition, Ruleset } from './model.ts';
import { prerequisiteKeysOf } from './prerequisites.ts';
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

/** Applies a change. What asks for a changed segment, or needs a changed flag, is compiled anew too. */
export function changeRuleset(base: CompiledRuleset, change: RulesetChange): CompiledRuleset {
  const segments = new Map(base.segments);
  const flags = new Map(base.flags);
  for (const key of change.removed.segments) segments.delete(key);
  for (const key of change.removed.flags) flags.delete(key);
  for (const segment of change.segments) segments.set(segment.key, compileSegment(segment));
  for (const flag of change.flags) flags.set(flag.key, compileFlag(flag));

  const segmentsAnew = usersOf(base.segments, keysOf(change, 'segments'), ({ source }) => segmentsIn(source));
  for (const { source } of segmentsAnew) {
    if (segments.get(source.key)?.source === source) segments.set(source.key, compileSegment(source));
  }
  const changed = new Set([...keysOf(change, 'segments'), ...segmentsAnew.map(({ key }) => key)]);
  const asking =
    changed.size === 0
      ? []
      : [...base.flags.values()].filter(({ source }) => segmentsIn(source).some((key) => changed.has(key)));
  const flagsAnew = usersOf(
    base.flags,
    new Set([...keysOf(change, 'flags'), ...asking.map(({ key }) => key)]),
    ({ source }) => prerequisiteKeysOf(source),
  );
  for (const { source } of [...asking, ...flagsAnew]) {
    if (flags.get(source.key)?.source === source) flags.set(source.key, compileFlag(source));
  }
  return { flags, segments };
}

function keysOf(change: RulesetChange, type: 'flags' | 'segments'): Set<string> {
  return new Set([...change.removed[type], ...change[type].map(({ key }) => key)]);
}

/** All that use one of `keys`, directly or through others. */
function usersOf<T extends { key: string }>(
  entries: ReadonlyMap<string, T>,
  keys: ReadonlySet<string>,
  usedBy: (entry: T) => readonly string[],
): T[] {
  const found = new Map<string, T>();
  const uses = (entry: T): boolean => usedBy(entry).some((key) => keys.has(key) || found.has(key));
  for (let size = -1; size < found.size && keys.size > 0;) {
    size = found.size;
    for (const [key, entry] of entries) if (!found.has(key) && uses(entry)) found.set(key, entry);
  }
  return [...found.values()];
}

/** Of one that cannot be understood, none: it answers PARSE_ERROR whatever they hold. */
function segmentsIn({ rules }: { rules: readonly { clauses: readonly Condition[] }[] }): readonly string[] {
  try {
    return rules.flatMap((rule) => segmentKeysOf(rule.clauses));
  } catch {
    return [];
  }
}
