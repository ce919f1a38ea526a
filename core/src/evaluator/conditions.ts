import { compileAttribute, readAttribute, type Attribute } from './attributes.ts';
import { compileMatcher, matches, type Matcher } from './match.ts';
import type { Clause, Condition, EvaluationContext, Group } from './model.ts';
import type { Trace } from './trace.ts';

/** A compiled condition. */
export type Node = ClauseNode | GroupNode;

interface ClauseNode {
  readonly parts: undefined;
  readonly source: Clause;
  readonly negate: boolean;
  readonly attribute: Attribute;
  /** Undefined for `inSegment`, which asks `segments`. */
  readonly matcher: Matcher | undefined;
  readonly segments: readonly SegmentReference[];
}

interface GroupNode {
  readonly parts: readonly Node[];
  readonly source: Group;
}

/** Whether a segment contains a context. */
export type SegmentTest = (context: EvaluationContext, trace: Trace | undefined) => boolean;

/** Finds a segment; undefined when the ruleset has none with this key. */
export type SegmentLookup = (key: string) => SegmentTest | undefined;

interface SegmentReference {
  readonly key: string;
  /** A segment that is not there contains nobody. */
  readonly contains: SegmentTest | undefined;
}

/**
 * Makes conditions ready to be asked.
 * @throws {Error} when one cannot be understood; the flag then answers PARSE_ERROR.
 */
export function compileConditions(
  conditions: readonly Condition[],
  segments: SegmentLookup,
): readonly Node[] {
  return conditions.map((condition) =>
    'operator' in condition ? compileClause(condition, segments) : compileGroup(condition, segments),
  );
}

function compileGroup(source: Group, segments: SegmentLookup): GroupNode {
  const [parts, ...more] = [source.all, source.any, source.none].filter((list) => list !== undefined);
  if (!parts || parts.length === 0 || more.length > 0)
    throw new Error('a group needs one list: all, any or none');
  return { parts: compileConditions(parts, segments), source };
}

function compileClause(source: Clause, segments: SegmentLookup): ClauseNode {
  const { operator, values, negate = false } = source;
  const inSegment = operator === 'inSegment';
  return {
    parts: undefined,
    source,
    negate,
    attribute: compileAttribute(inSegment ? 'targetingKey' : source.attribute),
    matcher: inSegment ? undefined : compileMatcher(source),
    segments: inSegment ? values.map(String).map((key) => ({ key, contains: segments(key) })) : [],
  };
}

/** Whether all conditions hold. */
export function allHold(
  nodes: readonly Node[],
  context: EvaluationContext,
  trace: Trace | undefined,
): boolean {
  let all = true;
  for (const node of nodes) {
    if (holds(node, context, trace)) continue;
    all = false;
    if (!trace) break;
  }
  return all;
}

function anyHolds(nodes: readonly Node[], context: EvaluationContext, trace: Trace | undefined): boolean {
  let any = false;
  for (const node of nodes) {
    if (!holds(node, context, trace)) continue;
    any = true;
    if (!trace) break;
  }
  return any;
}

function holds(node: Node, context: EvaluationContext, trace: Trace | undefined): boolean {
  if (node.parts) return groupHolds(node, context, trace);
  if (!node.matcher) return segmentClauseHolds(node, context, trace);
  const value = readAttribute(node.attribute, context);
  const answer = matches(node.matcher, value);
  // What cannot be compared holds neither way.
  const result = answer !== undefined && answer !== node.negate;
  trace?.clause(node.source, value, answer, result);
  return result;
}

function groupHolds(
  { source, parts }: GroupNode,
  context: EvaluationContext,
  trace: Trace | undefined,
): boolean {
  trace?.open();
  const result = source.all
    ? allHold(parts, context, trace)
    : anyHolds(parts, context, trace) === (source.any !== undefined);
  trace?.group(source, result);
  return result;
}

/** Whoever is in none of the segments is outside them, one without a targeting key too. */
function segmentClauseHolds(node: ClauseNode, context: EvaluationContext, trace: Trace | undefined): boolean {
  trace?.open();
  let inside = false;
  for (const { key, contains } of node.segments) {
    if (contains?.(context, trace)) inside = true;
    else if (!contains) trace?.segment(key, 'missing');
    if (inside && !trace) break;
  }
  const result = inside !== node.negate;
  trace?.clause(node.source, context.targetingKey, inside, result);
  return result;
}

/** Keys of the segments that conditions ask for, those in groups included; each once. */
export function segmentKeysOf(conditions: readonly Condition[]): string[] {
  const keys = new Set<string>();
  for (const condition of conditions) {
    if ('operator' in condition) {
      if (condition.operator === 'inSegment') for (const value of condition.values) keys.add(String(value));
    } else {
      const parts = condition.all ?? condition.any ?? condition.none ?? [];
      for (const key of segmentKeysOf(parts)) keys.add(key);
    }
  }
  return [...keys];
}
