import type { Prerequisite } from '@signalbox/core/evaluator';
import { walker, wayTo } from '../graph.ts';
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
export function wayBetween(graph: Graph, from: string, to: string): string[] | undefined {
  return wayTo((at) => requiredBy(graph, at), from, to);
}

/** Steps of the longest chain that begins at a flag. */
export function stepsFrom(graph: Graph, key: string): number {
  return walker((at) => requiredBy(graph, at), longest, 0)(key);
}

/** Steps of the longest chain that ends at a flag. */
export function stepsTo(graph: Graph, key: string): number {
  const requirers = requirersIn(graph);
  return walker((at) => requirers.get(at) ?? [], longest, 0)(key);
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
    (asked: readonly number[]) => asked.reduce((sum, count) => sum + count, 1),
    0,
  );
  const most = walker(
    (at) => requirers.get(at) ?? [],
    (above: readonly number[], at) => Math.max(questions(at), ...above),
    0,
  );
  return most(key);
}

function requiredBy(graph: Graph, key: string): string[] {
  return (graph.get(key) ?? []).map(({ flag }) => flag);
}
