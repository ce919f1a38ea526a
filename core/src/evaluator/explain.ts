import { answer, detailsOf } from './evaluate.ts';
import type { Decision, Explanation, RuleStep } from './explanation.ts';
import type { CompiledFlag } from './flag.ts';
import type { EvaluationContext, ValueType } from './model.ts';
import type { Outcome } from './outcome.ts';
import { Recorder, ruleHead } from './recorder.ts';
import type { CompiledRuleset } from './ruleset.ts';

/**
 * Answers as `evaluate` does, by the same code, and tells the whole way to the answer. Counts no exposure; never throws.
 * @param type the value type that the caller expects; any when undefined
 */
export function explain(
  ruleset: CompiledRuleset,
  key: string,
  type: ValueType | undefined,
  context: EvaluationContext,
): Explanation {
  const build = (at: string, outcome: Outcome, notes: Recorder['notes']): Explanation =>
    explanationOf(at, ruleset.flags.get(at), outcome, notes, recorder);
  const recorder: Recorder = new Recorder(context, build);
  const outcome = answer(ruleset, key, type, context, recorder);
  return build(key, outcome, recorder.notes);
}

function explanationOf(
  key: string,
  flag: CompiledFlag | undefined,
  outcome: Outcome,
  { prerequisites, rules, buckets }: Recorder['notes'],
  recorder: Recorder,
): Explanation {
  const details = detailsOf(key, outcome, null);
  const decidedBy = decisionOf(flag, outcome);
  const head = { flagKey: key, details, decidedBy, prerequisites };
  if (!flag || outcome.errorCode === 'PARSE_ERROR' || outcome.errorCode === 'INVALID_CONTEXT') {
    return { ...head, rules, fallthrough: null };
  }
  const { source } = flag;
  const reached = new Map(rules.map((rule) => [rule.id, rule]));
  const all = source.rules.map((rule): RuleStep => {
    const skipped = { ...ruleHead(rule), reached: false, holds: false, conditions: [], serve: null };
    return reached.get(rule.id) ?? skipped;
  });
  // A split without its unit ends in an error in whichever rule it stands.
  const fell = decidedBy.type === 'fallthrough';
  const last = rules.at(-1);
  const inRule = last?.serve != null && last.serve.unitAttribute !== null && last.serve.unit === null;
  const fallthrough =
    fell || (outcome.errorCode === 'TARGETING_KEY_MISSING' && !inRule)
      ? recorder.serve(source.fallthrough, buckets, outcome)
      : null;
  return { ...head, rules: all, fallthrough };
}

function decisionOf(flag: CompiledFlag | undefined, outcome: Outcome): Decision {
  const { ruleId } = outcome.metadata;
  if (!flag || outcome.errorCode !== undefined) return { type: 'error' };
  if (outcome.metadata.prerequisite !== undefined) return { type: 'prerequisite' };
  if (outcome.reason === 'DISABLED') return { type: flag.source.killed === true ? 'killed' : 'disabled' };
  return typeof ruleId === 'string' ? { type: 'rule', ruleId } : { type: 'fallthrough' };
}
