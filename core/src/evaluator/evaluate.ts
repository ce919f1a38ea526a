import { resolveFlag, type CompiledFlag } from './flag.ts';
import type { EvaluationContext, EvaluationDetails, JsonValue, ValueType } from './model.ts';
import { describe, failed, NOTHING, type Outcome } from './outcome.ts';
import type { CompiledRuleset } from './ruleset.ts';

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
  const outcome = answer(ruleset, key, type, context);
  outcome.count++;
  return outcome;
}

/** As `evaluate`, without counting. */
export function answer(
  ruleset: CompiledRuleset,
  key: string,
  type: ValueType | undefined,
  context: EvaluationContext | undefined,
): Outcome {
  const flag = ruleset.flags.get(key);
  if (!flag) {
    return failed('FLAG_NOT_FOUND', `There is no flag "${describe(key)}".`);
  }
  if (type !== undefined && flag.valueType !== type) {
    return failed('TYPE_MISMATCH', `Flag "${key}" is no ${type} flag.`);
  }
  return flag.fixed ?? resolveSafely(flag, ruleset, context ?? NOTHING, false);
}

function resolveSafely(
  flag: CompiledFlag,
  ruleset: CompiledRuleset,
  context: EvaluationContext,
  inOrder: boolean,
): Outcome {
  try {
    return resolveFlag(flag, ruleset, context, inOrder);
  } catch (error) {
    // Something in the context cannot be read. Whether that matters must not depend on what was asked before.
    return inOrder
      ? failed('INVALID_CONTEXT', `The evaluation context cannot be read: ${describe(error)}.`)
      : resolveSafely(flag, ruleset, context, true);
  }
}

/** The full answer for an outcome, with the caller's default where the outcome has no value. */
export function detailsOf(
  key: string,
  outcome: Outcome,
  defaultValue: JsonValue,
): EvaluationDetails<JsonValue> {
  const { count: _, value = defaultValue, metadata: flagMetadata, ...rest } = outcome;
  return { flagKey: key, value, ...rest, flagMetadata };
}
