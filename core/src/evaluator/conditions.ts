import { readAttribute } from './attributes.ts';
import { matches } from './match.ts';
import type { EvaluationContext } from './model.ts';
import { ALL, ANY, NONE, SEGMENT, type GroupNode, type Node, type SegmentNode } from './node.ts';
import type { Trace } from './trace.ts';

/** Conditions that must all hold, and which of them did not hold the last time that one did not. */
export interface Conjunction {
  readonly nodes: readonly Node[];
  suspect: number;
}

/**
 * Whether all conditions hold, in whatever order is likely to be quick: what failed last time mostly fails again, so
 * it is asked first. The order matters to nobody, unless reading the context throws: then ask `allHold`.
 */
export function conjunctionHolds(conjunction: Conjunction, context: EvaluationContext): boolean {
  const { nodes, suspect } = conjunction;
  const first = nodes[suspect];
  if (first && !holds(first, context)) return false;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    if (i === suspect || !node || holds(node, context)) continue;
    conjunction.suspect = i;
    return false;
  }
  return true;
}

/**
 * Whether all conditions hold, in order. With a trace every one is looked at; without, the first that does not ends it.
 */
export function allHold(
  nodes: readonly Node[],
  context: EvaluationContext,
  trace: Trace | undefined,
): boolean {
  let all = true;
  for (const node of nodes) {
    if (trace ? holdsWatched(node, context, trace) : holds(node, context)) continue;
    all = false;
    if (!trace) break;
  }
  return all;
}

function anyHolds(nodes: readonly Node[], context: EvaluationContext, trace: Trace | undefined): boolean {
  let any = false;
  for (const node of nodes) {
    if (!(trace ? holdsWatched(node, context, trace) : holds(node, context))) continue;
    any = true;
    if (!trace) break;
  }
  return any;
}

function holds(node: Node, context: EvaluationContext): boolean {
  switch (node.kind) {
    case ALL:
    case ANY:
    case NONE:
      return groupHolds(node, context, undefined);
    case SEGMENT:
      return isInAny(node.operand, context) !== node.negate;
    default: {
      const answer = matches(node, readAttribute(node, context));
      // What cannot be compared holds neither way.
      return answer !== undefined && answer !== node.negate;
    }
  }
}

/** The same with somebody watching: apart, because even a question whether there is one would cost every clause. */
function holdsWatched(node: Node, context: EvaluationContext, trace: Trace): boolean {
  switch (node.kind) {
    case ALL:
    case ANY:
    case NONE:
      return groupHolds(node, context, trace);
    case SEGMENT:
      return segmentHoldsWatched(node, context, trace);
    default: {
      const result = holds(node, context);
      const value = readAttribute(node, context);
      trace.clause(node.source, value, matches(node, value), result);
      return result;
    }
  }
}

function groupHolds(
  { kind, operand, source }: GroupNode,
  context: EvaluationContext,
  trace: Trace | undefined,
): boolean {
  trace?.open();
  const result =
    kind === ALL ? allHold(operand, context, trace) : anyHolds(operand, context, trace) === (kind === ANY);
  trace?.group(source, result);
  return result;
}

/** Whoever is in none of the segments is outside them, one without a targeting key too. */
function isInAny(segments: SegmentNode['operand'], context: EvaluationContext): boolean {
  for (const { contains } of segments) if (contains?.(context, undefined)) return true;
  return false;
}

function segmentHoldsWatched(
  { operand, negate, source }: SegmentNode,
  context: EvaluationContext,
  trace: Trace,
): boolean {
  trace.open();
  for (const { key, contains } of operand) {
    if (contains) contains(context, trace);
    else trace.segment(key, 'missing');
  }
  const inside = isInAny(operand, context);
  const result = inside !== negate;
  trace.clause(source, context.targetingKey, inside, result);
  return result;
}
