import { readAttribute, type Attribute } from './attributes.ts';
import { unitOf } from './bucketing.ts';
import { compileConditions, type SegmentLookup } from './compile.ts';
import { allHold } from './conditions.ts';
import { hashListedKey } from './listed-keys.ts';
import type { Segment } from './model.ts';
import type { SegmentTest } from './node.ts';

/** A segment; its test is made when a flag that uses it is first asked. */
export interface CompiledSegment {
  readonly key: string;
  readonly version: number;
  readonly source: Segment;
  test: SegmentTest | undefined;
}

export function compileSegment(source: Segment): CompiledSegment {
  return { key: source.key, version: source.version, source, test: undefined };
}

/**
 * Looks segments up in a ruleset and makes their tests, with those of all segments that they use.
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
    if (segment) segment.test ??= makeTest(segment.source, segmentLookup(segments, [...path, key]));
    return segment?.test;
  };
}

const TARGETING_KEY: Attribute = { name: 'targetingKey', rest: undefined };

/** Excluded keys decide first, then included ones, then the rules. */
function makeTest({ key, hashed, ...source }: Segment, lookup: SegmentLookup): SegmentTest {
  const included = new Set(source.included);
  const excluded = new Set(source.excluded);
  const rules = source.rules.map((rule) => ({ rule, conditions: compileConditions(rule.clauses, lookup) }));
  return (context, trace) => {
    trace?.open();
    const unit = unitOf(readAttribute(TARGETING_KEY, context));
    const listed = unit === undefined || hashed === undefined ? unit : hashListedKey(hashed, unit);
    if (listed !== undefined && excluded.size > 0 && excluded.has(listed)) {
      trace?.segment(key, 'excluded');
      return false;
    }
    if (listed !== undefined && included.has(listed)) {
      trace?.segment(key, 'included');
      return true;
    }
    for (const { rule, conditions } of rules) {
      trace?.open();
      const holds = allHold(conditions, context, trace);
      trace?.segmentRule(rule, holds);
      if (!holds) continue;
      trace?.segment(key, 'rule', rule);
      return true;
    }
    trace?.segment(key, 'nothing');
    return false;
  };
}
