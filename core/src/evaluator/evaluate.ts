import { resolveFlag, type CompiledFlag } from './flag.ts';
import type { EvaluationContext, EvaluationDetails, JsonValue, ValueType } from './model.ts';
import { failed, type Outcome } from './outcome.ts';
import type { CompiledRuleset } from './ruleset.ts';
import type { Trace } from './trace.ts';

const NO_CONTEXT: EvaluationContext = Object.freeze({});

/**
 * Asks one flag and counts the exposure. Never throws: a context that cannot be read gives INVALID_CONTEXT.
 * Without such a flag the outcome is FLAG_NOT_FOUND, with one of another value type TYPE_MISMATCH.
 * @param type the value type that the caller expects; any when undefined
 */
export function evaluate(
  ruleset: CompiledRuleset,
  key: string,
  type: ValueType | undefined,
  context: EvaluationContext | undefined,
): Outcome {
  const outcome = answer(ruleset, key, type, context, undefined);
  outcome.count++;
  return outcome;
}

/** As `evaluate`, without counting and with somebody who watches. */
export function answer(
  ruleset: CompiledRuleset,
  key: string,
  type: ValueType | undefined,
  context: EvaluationContext | undefined,
  trace: Trace | undefined,
): Outcome {
  const flag = ruleset.flags.get(key);
  if (!flag) {
    return failed(
      'FLAG_NOT_FOUND',
      `There is no flag ${typeof key === 'string' ? `"${key}"` : 'of that key'}.`,
    );
  }
  if (type !== undefined && flag.valueType !== type) {
    return failed('TYPE_MISMATCH', `Flag "${key}" is a ${flag.valueType} flag, not a ${type} flag.`);
  }
  return flag.plan?.fixed ?? resolveSafely(flag, ruleset, context ?? NO_CONTEXT, trace);
}

function resolveSafely(
  flag: CompiledFlag,
  ruleset: CompiledRuleset,
  context: EvaluationContext,
  trace: Trace | undefined,
): Outcome {
  try {
    return resolveFlag(flag, ruleset, context, trace, trace !== undefined);
  } catch {
    return resolveInOrder(flag, ruleset, context);
  }
}

/** Something in the context cannot be read. Whether that matters must not depend on what was asked before. */
function resolveInOrder(flag: CompiledFlag, ruleset: CompiledRuleset, context: EvaluationContext): Outcome {
  try {
    return resolveFlag(flag, ruleset, context, undefined, true);
  } catch (error) {
    return failed('INVALID_CONTEXT', `The evaluation context cannot be read: ${describe(error)}.`);
  }
}

/** The full answer for an outcome, with the caller's default where the outcome has no value. */
export function detailsOf(
  key: string,
  outcome: Outcome,
  defaultValue: JsonValue,
): EvaluationDetails<JsonValue> {
  const { value, variant, reason, errorCode, errorMessage, metadata } = outcome;
  return {
    flagKey: key,
    value: value === undefined ? defaultValue : value,
    ...(variant === undefined ? {} : { variant }),
    reason,
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(errorMessage === undefined ? {} : { errorMessage }),
    flagMetadata: metadata,
  };
}

/** What was thrown, in words; even an error whose message throws does not throw here. */
function describe(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return 'reading it failed';
  }
}
