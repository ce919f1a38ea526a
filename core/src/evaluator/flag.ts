import { compileClause, type SegmentLookup, type Test } from './clauses.ts';
import type { EvaluationContext, Flag, JsonValue, Reason, Rule, ValueType } from './model.ts';
import { failed, resolved, type Outcome } from './outcome.ts';
import type { CompiledSegment } from './segments.ts';
import { compileServe, type CompiledServe, type OutcomeOf } from './serve.ts';

/** A flag made ready to answer. It is compiled at its first question: most applications ask few. */
export interface CompiledFlag {
  readonly key: string;
  readonly version: number;
  readonly valueType: ValueType;
  readonly source: Flag;
  /** Keys of the segments its rules ask for: it is compiled anew when one of them changes. */
  readonly segments: readonly string[];
  /** Every outcome made so far, to collect exposure counts from. */
  readonly outcomes: readonly Outcome[];
  /** Never throws for what the flag holds; may throw when reading the context does. */
  evaluate(context: EvaluationContext): Outcome;
}

type Plan = (context: EvaluationContext) => Outcome;

/** Wraps a flag; whatever is wrong with it shows as PARSE_ERROR when it is asked, and only then. */
export function compileFlag(flag: Flag, segments: ReadonlyMap<string, CompiledSegment>): CompiledFlag {
  const outcomes: Outcome[] = [];
  const keys = segmentsOf(flag);
  // Holding on to just these lets go of every other segment of an old ruleset.
  const own = new Map(keys.map((key) => [key, segments.get(key)]));
  let plan: Plan | undefined;
  return {
    key: flag.key,
    version: flag.version,
    valueType: flag.valueType,
    source: flag,
    segments: keys,
    outcomes,
    evaluate(context) {
      plan ??= planOrParseError(flag, (key) => own.get(key)?.test(), outcomes);
      return plan(context);
    },
  };
}

function planOrParseError(flag: Flag, segments: SegmentLookup, outcomes: Outcome[]): Plan {
  try {
    return makePlan(flag, segments, outcomes);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const outcome = failed('PARSE_ERROR', `Flag "${flag.key}" cannot be read: ${problem}.`);
    outcomes.push(outcome);
    return () => outcome;
  }
}

/** @throws {Error} when the flag cannot be understood. */
function makePlan(flag: Flag, segments: SegmentLookup, outcomes: Outcome[]): Plan {
  const off = outcomeMaker(flag, outcomes, {});
  const disabled = off(flag.offVariant, 'DISABLED');
  if (flag.killed === true || !flag.enabled) return () => disabled;

  const missing = failed(
    'TARGETING_KEY_MISSING',
    `Flag "${flag.key}" is split by an attribute that is missing.`,
  );
  outcomes.push(missing);
  const rules = flag.rules.map((rule) => compileRule(flag, rule, segments, outcomes, missing));
  const whole: Reason = rules.length === 0 ? 'STATIC' : 'DEFAULT';
  const fallthrough = compileServe(flag.fallthrough, flag.salt, off, whole, missing);
  const outside = off(flag.offVariant, 'SPLIT');

  return (context) => {
    for (const rule of rules) {
      if (!holds(rule.tests, context)) continue;
      const outcome = rule.serve(context);
      if (outcome) return outcome;
    }
    return fallthrough(context) ?? outside;
  };
}

interface CompiledRule {
  tests: Test[];
  serve: CompiledServe;
}

function compileRule(
  flag: Flag,
  rule: Rule,
  segments: SegmentLookup,
  outcomes: Outcome[],
  missing: Outcome,
): CompiledRule {
  const outcomeOf = outcomeMaker(flag, outcomes, { ruleId: rule.id });
  return {
    tests: rule.clauses.map((clause) => compileClause(clause, segments)),
    serve: compileServe(rule.serve, flag.salt, outcomeOf, 'TARGETING_MATCH', missing),
  };
}

function holds(tests: Test[], context: EvaluationContext): boolean {
  for (const test of tests) if (!test(context)) return false;
  return true;
}

function outcomeMaker(flag: Flag, outcomes: Outcome[], metadata: Record<string, string>): OutcomeOf {
  const frozen = Object.freeze(metadata);
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

function segmentsOf(flag: Flag): string[] {
  const keys = new Set<string>();
  for (const rule of Array.isArray(flag.rules) ? flag.rules : []) {
    for (const clause of Array.isArray(rule?.clauses) ? rule.clauses : []) {
      if (clause?.operator !== 'inSegment' || !Array.isArray(clause.values)) continue;
      for (const key of clause.values) keys.add(String(key));
    }
  }
  return [...keys];
}
