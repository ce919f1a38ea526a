import {
  changeRuleset,
  EMPTY_RULESET,
  type CompiledRuleset,
  type RulesetChange,
} from '@signalbox/core/evaluator';
import type { Audience, LiveRuleset, View } from '../delivery/index.ts';

/** A ruleset as one audience sees it at one revision, ready to answer. */
export interface Compiled {
  readonly view: View;
  readonly ruleset: CompiledRuleset;
  /** Sorted, so that every instance of the server answers in the same order. */
  readonly keys: readonly string[];
}

/** Compiles live rulesets when they are first asked, and after a revision only what it changed. */
export function createCompiler(): (live: LiveRuleset, audience: Audience) => Compiled {
  const newest = new WeakMap<LiveRuleset, Map<Audience, Compiled>>();

  return (live, audience) => {
    let compiled = newest.get(live);
    if (!compiled) newest.set(live, (compiled = new Map()));
    const view = live.view(audience);
    const before = compiled.get(audience);
    if (before?.view === view) return before;
    const ruleset = changeRuleset(before?.ruleset ?? EMPTY_RULESET, changeBetween(before?.view, view));
    const now = { view, ruleset, keys: [...ruleset.flags.keys()].toSorted() };
    compiled.set(audience, now);
    return now;
  };
}

function changeBetween(before: View | undefined, { content }: View): RulesetChange {
  return {
    flags: changed(before?.content.flags, content.flags),
    segments: changed(before?.content.segments, content.segments),
    removed: {
      flags: removed(before?.content.flags, content.flags),
      segments: removed(before?.content.segments, content.segments),
    },
  };
}

type Items<T> = ReadonlyMap<string, { readonly item: T }>;

/** What stayed as it was is the same object in the next revision. */
function changed<T>(before: Items<T> | undefined, now: Items<T>): T[] {
  return [...now].flatMap(([key, { item }]) => (before?.get(key)?.item === item ? [] : [item]));
}

function removed<T>(before: Items<T> | undefined, now: Items<T>): string[] {
  return [...(before?.keys() ?? [])].filter((key) => !now.has(key));
}
