import type { CompiledFlag } from './flag.ts';
import type { EvaluationContext, EvaluationDetails, JsonValue, ValueType } from './model.ts';
import { failed, type Outcome } from './outcome.ts';

const NO_CONTEXT: EvaluationContext = Object.freeze({});

/**
 * Asks one flag. Never throws: a context that cannot be read gives INVALID_CONTEXT.
 * Without a flag the outcome is FLAG_NOT_FOUND, with one of another value type TYPE_MISMATCH.
 */
export function evaluate(
  flag: CompiledFlag | undefined,
  key: string,
  type: ValueType | undefined,
  context: EvaluationContext | undefined,
): Outcome {
  if (!flag)
    return failed(
      'FLAG_NOT_FOUND',
      `There is no flag ${typeof key === 'string' ? `"${key}"` : 'of that key'}.`,
    );
  try {
    if (type !== undefined && flag.valueType !== type) {
      return failed('TYPE_MISMATCH', `Flag "${key}" is a ${flag.valueType} flag, not a ${type} flag.`);
    }
    const outcome = flag.evaluate(context ?? NO_CONTEXT);
    outcome.count++;
    return outcome;
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
