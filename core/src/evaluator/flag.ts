import { compileConditions, type SegmentLookup } from './compile.ts';
import { allHold, conjunctionHolds, type Conjunction } from './conditions.ts';
import type { EvaluationContext, Flag, JsonValue, Prerequisite, Rule, ValueType } from './model.ts';
import { failed, resolved, type Outcome } from './outcome.ts';
import { checkPrerequisites } from './prerequisites.ts';
import type { CompiledRuleset } from './ruleset.ts';
import { segmentLookup } from './segments.ts';
import { compileServe, serveTo, type OutcomeOf, type ServePlan } from './serve.ts';
import type { Trace } from './trace.ts';

/** A flag in a ruleset; what its answers need is made at its first question: most applications ask few. */
export interface CompiledFlag {
  readonly key: string;
  readonly version: number;
  readonly valueType: ValueType;
  readonly source: Flag;
  /** Every outcome made so far, to collect exposure counts from. */
  readonly outcomes: Outcome[];
  plan: Plan | undefined;
}

interface Plan {
  /** The answer, whatever the context. */
  readonly fixed: Outcome | undefined;
  readonly prerequisites: readonly { readonly source: Prerequisite; readonly unmet: Outcome }[];
  readonly rules: readonly RulePlan[];
  readonly fallthrough: ServePlan | undefined;
  /** For a unit outside the fallthrough's share. */
  readonly outside: Outcome;
}

interface RulePlan extends Conjunction {
  readonly source: Rule;
  readonly serve: ServePlan;
}

export function compileFlag(source: Flag): CompiledFlag {
  const { key, version, valueType } = source;
  return { key, version, valueType, source, outcomes: [], plan: undefined };
}

/**
 * Answers for a context. Never throws for what the flag holds; may throw when reading the context does.
 * @param inOrder asks the clauses of a rule one after the other, as they are written
 */
export function resolveFlag(
  flag: CompiledFlag,
  ruleset: CompiledRuleset,
  context: EvaluationContext,
  trace: Trace | undefined,
  inOrder: boolean,
): Outcome {
  const plan = (flag.plan ??= planOrParseError(flag, ruleset));
  const { fixed, prerequisites, rules, fallthrough, outside } = plan;
  if (fixed) return fixed;
  for (const { source, unmet } of prerequisites) {
    trace?.open();
    const other = ruleset.flags.get(source.flag);
    const outcome = other && resolveFlag(other, ruleset, context, trace, inOrder);
    const met = outcome?.variant === source.variant;
    trace?.prerequisite(source, outcome, met);
    if (!met) return unmet;
  }
  for (const rule of rules) {
    trace?.open();
    const holds = inOrder ? allHold(rule.nodes, context, trace) : conjunctionHolds(rule, context);
    const outcome = holds ? serveTo(rule.serve, context, trace) : undefined;
    trace?.rule(rule.source, holds, outcome);
    if (outcome) return outcome;
  }
  return (fallthrough && serveTo(fallthrough, context, trace)) ?? outside;
}

/** Whatever is wrong with a flag shows when it is asked, and only then. */
function planOrParseError(flag: CompiledFlag, ruleset: CompiledRuleset): Plan {
  try {
    return makePlan(flag, ruleset);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const fixed = failed('PARSE_ERROR', `Flag "${flag.key}" cannot be read: ${problem}.`);
    flag.outcomes.push(fixed);
    return fixedPlan(fixed);
  }
}

function fixedPlan(fixed: Outcome): Plan {
  return { fixed, prerequisites: [], rules: [], fallthrough: undefined, outside: fixed };
}

/** @throws {Error} when the flag cannot be understood. */
function makePlan(compiled: CompiledFlag, ruleset: CompiledRuleset): Plan {
  const { source: flag, outcomes } = compiled;
  const off = outcomeMaker(flag, outcomes, {});
  const disabled = off(flag.offVariant, 'DISABLED');
  if (flag.killed === true || !flag.enabled) return fixedPlan(disabled);

  checkPrerequisites(flag, ruleset);
  const missing = failed(
    'TARGETING_KEY_MISSING',
    `Flag "${flag.key}" is split by an attribute that is missing.`,
  );
  outcomes.push(missing);
  const prerequisites = (flag.prerequisites ?? []).map((source) => ({
    source,
    unmet: outcomeMaker(flag, outcomes, { prerequisite: source.flag })(flag.offVariant, 'DISABLED'),
  }));
  const segments = segmentLookup(ruleset.segments);
  const rules = flag.rules.map((rule) => compileRule(flag, rule, segments, outcomes, missing));
  const alone = rules.length === 0 && prerequisites.length === 0;
  const fallthrough = compileServe(flag.fallthrough, flag.salt, off, alone ? 'STATIC' : 'DEFAULT', missing);
  return {
    fixed: alone ? fallthrough.whole : undefined,
    prerequisites,
    rules,
    fallthrough,
    outside: off(flag.offVariant, 'SPLIT'),
  };
}

function compileRule(
  flag: Flag,
  source: Rule,
  segments: SegmentLookup,
  outcomes: Outcome[],
  missing: Outcome,
): RulePlan {
  const outcomeOf = outcomeMaker(flag, outcomes, { ruleId: source.id });
  return {
    source,
    nodes: compileConditions(source.clauses, segments),
    suspect: 0,
    serve: compileServe(source.serve, flag.salt, outcomeOf, 'TARGETING_MATCH', missing),
  };
}

function outcomeMaker(flag: Flag, outcomes: Outcome[], metadata: Record<string, string>): OutcomeOf {
  const frozen = Object.freeze({ ...flag.metadata, ...metadata });
  return (name, reason) => {
    const variant = flag.variants.find((candidate) => candidate.name === name);
    if (!variant) throw new Error(`it has no variant "${name}"`);
    if (!fits(variant.value, flag.valueType)) throw new Error(`variant "${name}" is no ${flag.valueType}`);
    const outcome = resolved(name, deepFreeze(variant.value), reason, frozen);
    outcomes.push(outcome);
    return outcome;
  };
}

/** Whether a value is of a flag's value type. */
export function fits(value: unknown, type: ValueType): boolean {
  return type === 'json' ? value !== undefined : typeof value === type;
}

/** Answers share their JSON values, so nobody may change them. */
function deepFreeze(value: JsonValue): JsonValue {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
