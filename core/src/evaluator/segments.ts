import { compileConditions, type SegmentLookup } from './compile.ts';
import type { Segment } from './model.ts';
import type { SegmentPlan } from './node.ts';

/** A segment in a ruleset; it is made ready when a flag that uses it is first asked. */
export interface CompiledSegment {
  readonly key: string;
  readonly version: number;
  readonly source: Segment;
  plan: SegmentPlan | undefined;
}

export function compileSegment(source: Segment): CompiledSegment {
  const { key, version } = source;
  return { key, version, source, plan: undefined };
}

/**
 * Looks segments up in a ruleset and makes them ready, with all segments that they use.
 * The lookup throws when a segment cannot be understood or contains itself.
 * @param path keys of the segments that are being looked into
 */
export function segmentLookup(
  segments: ReadonlyMap<string, CompiledSegment>,
  path: readonly string[] = [],
): SegmentLookup {
  return (key) => {
    const segment = segments.get(key);
    if (path.includes(key)) throw new Error(`segment "${key}" contains itself`);
    if (segment) segment.plan ??= makePlan(segment.source, segmentLookup(segments, [...path, key]));
    return segment?.plan;
  };
}

function makePlan({ included, excluded, hashed, rules }: Segment, lookup: SegmentLookup): SegmentPlan {
  const listed = new Map<string, boolean>();
  for (const key of included) listed.set(key, true);
  for (const key of excluded) listed.set(key, false);
  return {
    listed,
    hashed,
    rules: rules.map((source) => ({ source, nodes: compileConditions(source.clauses, lookup) })),
  };
}
