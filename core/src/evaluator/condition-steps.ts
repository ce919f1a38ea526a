import { readAttribute } from './attributes.ts';
import { allHold, holds, isListed } from './conditions.ts';
import type { ClauseStep, ConditionStep, SegmentRuleStep, SegmentStep } from './explanation.ts';
import { matches } from './match.ts';
import type { EvaluationContext } from './model.ts';
import {
  ALL,
  ANY,
  NONE,
  SEGMENT,
  type AttributeNode,
  type Node,
  type SegmentNode,
  type SegmentReference,
} from './node.ts';
import { seen } from './seen.ts';
import { isPresent } from './values.ts';
import { whyOf } from './why.ts';

/** What each condition saw and whether it holds, those that no longer matter too. Never throws. */
export function conditionSteps(nodes: readonly Node[], context: EvaluationContext): ConditionStep[] {
  return nodes.map((node) => {
    switch (node.kind) {
      case ALL:
      case ANY:
      case NONE: {
        const { all, any } = node.source;
        const group = all ? 'all' : any ? 'any' : 'none';
        const conditions = conditionSteps(node.operand, context);
        return { group, holds: readably(() => holds(node, context), false), conditions };
      }
      case SEGMENT: {
        const segments = node.operand.map((segment) => segmentStep(segment, context));
        return { ...clauseStep(node, context, context.targetingKey, true), segments };
      }
      default: {
        const value = readably(() => readAttribute(node, context), undefined);
        return clauseStep(node, context, value, matches(node, value) !== undefined);
      }
    }
  });
}

function clauseStep(
  node: AttributeNode | SegmentNode,
  context: EvaluationContext,
  value: unknown,
  comparable: boolean,
): ClauseStep {
  const found = { saw: seen(value), present: isPresent(value), comparable };
  const clause = node.source;
  const why = whyOf(clause, found);
  return { clause, holds: readably(() => holds(node, context), false), ...found, why };
}

function segmentStep({ key, plan }: SegmentReference, context: EvaluationContext): SegmentStep {
  if (!plan) return { key, contains: false, by: 'missing', rules: [] };
  const listed = readably(() => isListed(plan, context), undefined);
  if (listed !== undefined) return { key, contains: listed, by: listed ? 'included' : 'excluded', rules: [] };
  const rules: SegmentRuleStep[] = [];
  for (const { source, nodes } of plan.rules) {
    const { id } = source;
    const inside = readably(() => allHold(nodes, context), false);
    rules.push({ id, holds: inside, conditions: conditionSteps(nodes, context) });
    if (inside) return { key, contains: true, by: 'rule', ruleId: id, rules };
  }
  return { key, contains: false, by: 'nothing', rules };
}

/** What comes of reading the context, or what stands for it when that throws. */
function readably<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
