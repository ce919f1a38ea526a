import type { Prerequisite } from '@signalbox/core/evaluator';
import type { FlagRecord } from '../store/model.ts';

/** Which flags need which in one environment. Archived flags take no part: they neither need nor can be needed. */
export type Graph = ReadonlyMap<string, readonly Prerequisite[]>;

export function graphOf(environment: string, flags: readonly FlagRecord[]): Graph {
  return new Map(
    flags.flatMap((flag) => {
      if (flag.archived) return [];
      const requires = flag.environments[environment]?.prerequisites;
      return requires ? [[flag.key, requires] as const] : [];
    }),
  );
}

/** By flag, the flags that need it. */
export function requirersIn(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const requirers = new Map<string, string[]>();
  for (const [key, requires] of graph) {
    for (const { flag } of requires) {
      const known = requirers.get(flag);
      if (known) known.push(key);
      else requirers.set(flag, [key]);
    }
  }
  return requirers;
}

/** The way from one flag to another along what they need, both included; undefined when there is none. */
export function wayTo(graph: Graph, from: string, to: string): string[] | undefined {
  const visited = new Set<string>();
  const walk = (at: string, path: string[]): string[] | undefined => {
    if (at === to) return path;
    visited.add(at);
    for (const { flag: next } of graph.get(at) ?? []) {
      const found = visited.has(next) ? undefined : walk(next, [...path, next]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(from, [from]);
}

/** Steps of the longest chain that begins at a flag. */
export function stepsFrom(graph: Graph, key: string): number {
  return walker((at) => requiredBy(graph, at), longest)(key);
}

/** Steps of the longest chain that ends at a flag. */
export function stepsTo(graph: Graph, key: string): number {
  const requirers = requirersIn(graph);
  return walker((at) => requirers.get(at) ?? [], longest)(key);
}

function longest(steps: readonly number[]): number {
  return Math.max(0, ...steps.map((count) => count + 1));
}

/**
 * How many flags are asked to answer this one, or one that requires it by whatever way: the most of them. A flag on
 * several ways is asked on each.
 */
export function mostQuestions(graph: Graph, key: string): number {
  const requirers = requirersIn(graph);
  const questions = walker(
    (at) => requiredBy(graph, at),
    (asked) => asked.reduce((sum, count) => sum + count, 1),
  );
  const most = walker(
    (at) => requirers.get(at) ?? [],
    (above, at) => Math.max(questions(at), ...above),
  );
  return most(key);
}

function requiredBy(graph: Graph, key: string): string[] {
  return (graph.get(key) ?? []).map(({ flag }) => flag);
}

/** Puts together, for a flag, what was found for the next ones in one direction of a graph without circles. */
function walker(
  next: (at: string) => readonly string[],
  combine: (found: readonly number[], at: string) => number,
): (at: string) => number {
  const known = new Map<string, number>();
  const walk = (at: string): number => {
    const before = known.get(at);
    if (before !== undefined) return before;
    // Ends the walk all the same where a circle was written past the checks.
    known.set(at, 0);
    const found = combine(next(at).map(walk), at);
    known.set(at, found);
    return found;
  };
  return walk;
}
