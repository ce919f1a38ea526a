import { conditionSteps } from './condition-steps.ts';
import { allHold } from './conditions.ts';
import { answer, detailsOf } from './evaluate.ts';
import type { Decision, Explanation, PrerequisiteStep, RuleStep } from './explanation.ts';
import { planOf, type CompiledFlag, type Plan } from './flag.ts';
import type { EvaluationContext, Prerequisite, Rule, ValueType } from './model.ts';
import type { Outcome } from './outcome.ts';
import type { CompiledRuleset } from './ruleset.ts';
import { serveStep } from './serve-step.ts';
import { serveTo } from './serve.ts';

/**
 * Answers as `evaluate` does, and tells the whole way to the answer by asking the same code about each of its parts.
 * Counts no exposure; never throws.
 * @param type the value type that the caller expects; any when undefined
 */
export function explain(
  ruleset: CompiledRuleset,
  key: string,
  type: ValueType | undefined,
  context: EvaluationContext,
): Explanation {
  return explanationOf(ruleset, key, answer(ruleset, key, type, context), context);
}

function explanationOf(
  ruleset: CompiledRuleset,
  key: string,
  outcome: Outcome,
  context: EvaluationContext,
): Explanation {
  const flag = ruleset.flags.get(key);
  const head = { flagKey: key, details: detailsOf(key, outcome, null), decidedBy: decisionOf(flag, outcome) };
  const nothing = { ...head, prerequisites: [], rules: [], fallthrough: null };
  if (!flag || outcome.errorCode === 'PARSE_ERROR') return nothing;
  const { rules: all } = flag.source;
  // Nobody has looked at the rules of a flag that is off.
  const rest = Array.isArray(all) ? all.map(unreached) : [];
  if (outcome.errorCode === 'TYPE_MISMATCH') return { ...nothing, rules: rest };

  const plan = planOf(flag, ruleset);
  const prerequisites = prerequisiteSteps(plan, ruleset, context);
  if (prerequisites.some(({ met }) => !met))
    return { ...head, prerequisites, rules: rest, fallthrough: null };
  const { rules, fallthrough } = ruleSteps(flag, plan, context, outcome);
  if (outcome.errorCode !== 'INVALID_CONTEXT') rules.push(...rest.slice(rules.length));
  return { ...head, prerequisites, rules, fallthrough };
}

function decisionOf(flag: CompiledFlag | undefined, outcome: Outcome): Decision {
  const { ruleId } = outcome.metadata;
  if (!flag || outcome.errorCode !== undefined) return { type: 'error' };
  if (outcome.metadata.prerequisite !== undefined) return { type: 'prerequisite' };
  if (outcome.reason === 'DISABLED') return { type: flag.source.killed === true ? 'killed' : 'disabled' };
  return typeof ruleId === 'string' ? { type: 'rule', ruleId } : { type: 'fallthrough' };
}

/** Up to the first that is not met. */
function prerequisiteSteps(
  { prerequisites }: Plan,
  ruleset: CompiledRuleset,
  context: EvaluationContext,
): PrerequisiteStep[] {
  const steps: PrerequisiteStep[] = [];
  for (const { source } of prerequisites) {
    const step = prerequisiteStep(source, ruleset, context);
    steps.push(step);
    if (!step.met) break;
  }
  return steps;
}

function prerequisiteStep(
  { flag, variant }: Prerequisite,
  ruleset: CompiledRuleset,
  context: EvaluationContext,
): PrerequisiteStep {
  const outcome = answer(ruleset, flag, undefined, context);
  const got = outcome.variant ?? null;
  const explanation = ruleset.flags.has(flag) ? explanationOf(ruleset, flag, outcome, context) : null;
  return { flag, needs: variant, got, met: got === variant, explanation };
}

/** The rules up to the one that decides, or up to the first whose attributes cannot be read; then the fallthrough. */
function ruleSteps(
  { source }: CompiledFlag,
  plan: Plan,
  context: EvaluationContext,
  outcome: Outcome,
): { rules: RuleStep[]; fallthrough: Explanation['fallthrough'] } {
  const rules: RuleStep[] = [];
  try {
    for (const { source: rule, nodes, serve } of plan.rules) {
      const holds = allHold(nodes, context);
      const served = holds ? serveTo(serve, context) : undefined;
      rules.push({
        ...unreached(rule),
        reached: true,
        holds,
        conditions: conditionSteps(nodes, context),
        serve: holds ? serveStep(rule.serve, serve, context, served) : null,
      });
      if (served) return { rules, fallthrough: null };
    }
    if (plan.fallthrough)
      return { rules, fallthrough: serveStep(source.fallthrough, plan.fallthrough, context, outcome) };
  } catch {
    // The outcome says that the context cannot be read.
  }
  return { rules, fallthrough: null };
}

function unreached({ id, description }: Rule): RuleStep {
  const step = { reached: false, holds: false, conditions: [], serve: null };
  return description === undefined ? { id, ...step } : { id, description, ...step };
}
