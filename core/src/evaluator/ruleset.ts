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
  removed?: { flags: readonly string[]; segments: readonly string[] } | undefined;
}

/** Makes a ruleset ready to answer. */
export function compileRuleset(ruleset: Ruleset): CompiledRuleset {
  return changeRuleset(EMPTY_RULESET, ruleset);
}

/** Applies a change. What asks for a changed segment, or needs a changed flag, is compiled anew too. */
export function changeRuleset(base: CompiledRuleset, change: RulesetChange): CompiledRuleset {
  const { removed } = change;
  const [segments, changed] = renew(
    base.segments,
    change.segments,
    removed?.segments,
    compileSegment,
    (source, among) => segmentsIn(source).some((key) => among.has(key)),
  );
  const [flags] = renew(
    base.flags,
    change.flags,
    removed?.flags,
    compileFlag,
    (source, among) =>
      prerequisiteKeysOf(source).some((key) => among.has(key)) ||
      (changed.size > 0 && segmentsIn(source).some((key) => changed.has(key))),
  );
  return { flags, segments };
}

/**
 * Applies a change to one kind of entries.
 * @param uses whether a source uses what is among these keys: then it is compiled anew, and so is what uses it
 * @returns the entries, and the keys of those that are not what they were
 */
function renew<Source extends { key: string }, Entry extends { source: Source }>(
  base: ReadonlyMap<string, Entry>,
  sources: readonly Source[],
  removed: readonly string[] = [],
  compile: (source: Source) => Entry,
  uses: (source: Source, changed: ReadonlySet<string>) => boolean,
): [entries: ReadonlyMap<string, Entry>, changed: ReadonlySet<string>] {
  const entries = new Map(base);
  const changed = new Set(removed);
  for (const key of removed) entries.delete(key);
  for (const source of sources) {
    changed.add(source.key);
    entries.set(source.key, compile(source));
  }
  for (let size = -1; base.size > 0 && size < changed.size;) {
    size = changed.size;
    for (const [key, { source }] of base) {
      if (changed.has(key) || !uses(source, changed)) continue;
      changed.add(key);
      entries.set(key, compile(source));
    }
  }
  return [entries, changed];
}

/** Of one that cannot be understood, none: it answers PARSE_ERROR whatever they hold. */
function segmentsIn({ rules }: { rules: readonly { clauses: readonly Condition[] }[] }): readonly string[] {
  try {
    return segmentKeysOf(rules.flatMap((rule) => rule.clauses));
  } catch {
    return [];
  }
}
