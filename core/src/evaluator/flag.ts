import { compileConditions } from './compile.ts';
import { allHold, conjunctionHolds, type Conjunction } from './conditions.ts';
import type {
  EvaluationContext,
  Flag,
  FlagMetadata,
  JsonValue,
  Prerequisite,
  Rule,
  ValueType,
} from './model.ts';
import { describe, failed, type Outcome } from './outcome.ts';
import { checkPrerequisites } from './prerequisites.ts';
import type { CompiledRuleset } from './ruleset.ts';
import { segmentLookup } from './segments.ts';
import { compileServe, serveTo, type OutcomeOf, type ServePlan } from './serve.ts';
import { isRecord } from './values.ts';

/** A flag in a ruleset; what its answers need is made at its first question: most applications ask few. */
export interface CompiledFlag {
  readonly key: string;
  readonly version: number;
  readonly valueType: ValueType;
  readonly source: Flag;
  /** Every outcome made so far, to collect exposure counts from. */
  readonly outcomes: Outcome[];
  /** The answer, if it is the same whatever the context. */
  fixed: Outcome | undefined;
  plan: Plan | undefined;
}

export interface Plan {
  readonly prerequisites: readonly PrerequisitePlan[];
  readonly rules: readonly RulePlan[];
  readonly fallthrough: ServePlan | undefined;
  /** When nothing of it decides. */
  readonly otherwise: Outcome;
}

interface PrerequisitePlan {
  readonly source: Prerequisite;
  readonly unmet: Outcome;
}

interface RulePlan extends Conjunction {
  readonly source: Rule;
  readonly serve: ServePlan;
}

export function compileFlag(source: Flag): CompiledFlag {
  const { key, version, valueType } = source;
  return { key, version, valueType, source, outcomes: [], fixed: undefined, plan: undefined };
}

/**
 * Answers for a context. Never throws for what the flag holds; may throw when reading the context does.
 * @param inOrder asks the clauses of a rule one after the other, as they are written
 */
export function resolveFlag(
  flag: CompiledFlag,
  ruleset: CompiledRuleset,
  context: EvaluationContext,
  inOrder: boolean,
): Outcome {
  const { prerequisites, rules, fallthrough, otherwise } = planOf(flag, ruleset);
  for (const { source, unmet } of prerequisites) {
    const other = ruleset.flags.get(source.flag);
    if (!other || resolveFlag(other, ruleset, context, inOrder).variant !== source.variant) return unmet;
  }
  for (const rule of rules) {
    const holds = inOrder ? allHold(rule.nodes, context) : conjunctionHolds(rule, context);
    const outcome = holds ? serveTo(rule.serve, context) : undefined;
    if (outcome) return outcome;
  }
  return (fallthrough && serveTo(fallthrough, context)) ?? otherwise;
}

export function planOf(flag: CompiledFlag, ruleset: CompiledRuleset): Plan {
  return (flag.plan ??= preparePlan(flag, ruleset));
}

/** Whatever is wrong with a flag shows when it is asked, and only then. */
function preparePlan(flag: CompiledFlag, ruleset: CompiledRuleset): Plan {
  let plan;
  try {
    plan = makePlan(flag, ruleset);
  } catch (error) {
    plan = always(failed('PARSE_ERROR', `Flag "${flag.key}" cannot be read: ${describe(error)}.`));
    flag.outcomes.push(plan.otherwise);
  }
  const { prerequisites, rules, fallthrough, otherwise } = plan;
  if (prerequisites.length + rules.length === 0) flag.fixed = fallthrough ? fallthrough.whole : otherwise;
  return plan;
}

function always(otherwise: Outcome): Plan {
  return { prerequisites: [], rules: [], fallthrough: undefined, otherwise };
}

/** @throws {Error} when the flag cannot be understood. */
function makePlan({ source: flag, outcomes }: CompiledFlag, ruleset: CompiledRuleset): Plan {
  const { key, salt, offVariant } = flag;
  const plainly = outcomeMaker(flag, outcomes);
  const disabled = plainly(offVariant, 'DISABLED');
  if (flag.killed === true || !flag.enabled) return always(disabled);

  checkPrerequisites(flag, ruleset);
  const missing = failed('TARGETING_KEY_MISSING', `Flag "${key}" is split by an attribute that is missing.`);
  outcomes.push(missing);
  const prerequisites = (flag.prerequisites ?? []).map((source) => ({
    source,
    unmet: outcomeMaker(flag, outcomes, { prerequisite: source.flag })(offVariant, 'DISABLED'),
  }));
  const segments = segmentLookup(ruleset.segments);
  const rules = flag.rules.map((source) => ({
    source,
    nodes: compileConditions(source.clauses, segments),
    suspect: 0,
    serve: compileServe(
      source.serve,
      salt,
      outcomeMaker(flag, outcomes, { ruleId: source.id }),
      'TARGETING_MATCH',
      missing,
    ),
  }));
  const alone = rules.length + prerequisites.length === 0;
  const fallthrough = compileServe(flag.fallthrough, salt, plainly, alone ? 'STATIC' : 'DEFAULT', missing);
  return { prerequisites, rules, fallthrough, otherwise: plainly(offVariant, 'SPLIT') };
}

function outcomeMaker(flag: Flag, outcomes: Outcome[], more?: FlagMetadata): OutcomeOf {
  const metadata = Object.freeze({ ...flag.metadata, ...more });
  return (variant, reason) => {
    const { valueType } = flag;
    const found = flag.variants.find(({ name, value }) => name === variant && fits(value, valueType));
    if (!found || typeof variant !== 'string') throw new Error(`it has no ${valueType} variant "${variant}"`);
    const outcome = { value: deepFreeze(found.value), variant, reason, metadata, count: 0 };
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
  if (isRecord(value) && !Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
