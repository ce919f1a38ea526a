import { readAttribute } from './attributes.ts';
import { unitOf } from './bucketing.ts';
import { hashListedKey } from './listed-keys.ts';
import { matches } from './match.ts';
import type { EvaluationContext } from './model.ts';
import { ALL, ANY, NONE, SEGMENT, type Node, type SegmentPlan, type SegmentReference } from './node.ts';
import { plain } from './values.ts';

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

/** Whether all conditions hold, asked in order; with `wanted` false, whether none does. */
export function allHold(nodes: readonly Node[], context: EvaluationContext, wanted = true): boolean {
  for (const node of nodes) if (holds(node, context) !== wanted) return false;
  return true;
}

export function holds(node: Node, context: EvaluationContext): boolean {
  switch (node.kind) {
    case ALL:
    case ANY:
    case NONE:
      return allHold(node.operand, context, node.kind === ALL) !== (node.kind === ANY);
    case SEGMENT:
      return isInAny(node.operand, context) !== node.negate;
    default: {
      const answer = matches(node, readAttribute(node, context));
      // What cannot be compared holds neither way.
      return answer !== undefined && answer !== node.negate;
    }
  }
}

/** Whoever is in none of the segments is outside them, one without a targeting key too. */
function isInAny(segments: readonly SegmentReference[], context: EvaluationContext): boolean {
  for (const { plan } of segments) if (plan && isInside(plan, context)) return true;
  return false;
}

/** Listed keys decide first, then the rules. */
function isInside(segment: SegmentPlan, context: EvaluationContext): boolean {
  const listed = isListed(segment, context);
  if (listed !== undefined) return listed;
  for (const { nodes } of segment.rules) if (allHold(nodes, context)) return true;
  return false;
}

/** Whether a segment lists the context as inside or outside; undefined when it does neither. */
export function isListed({ listed, hashed }: SegmentPlan, context: EvaluationContext): boolean | undefined {
  const unit = unitOf(plain(context.targetingKey));
  return unit === undefined ? unit : listed.get(hashed === undefined ? unit : hashListedKey(hashed, unit));
}
