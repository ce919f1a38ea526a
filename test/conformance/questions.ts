import type {
  ErrorCode,
  FlagMetadata,
  JsonValue,
  Reason,
  Ruleset,
  ValueType,
} from '@signalbox/core/evaluator';

/** One flag asked with one context. */
export interface Question {
  flag: string;
  type: ValueType;
  /** What the caller wants when there is no answer. */
  default: JsonValue;
  /** What JSON cannot carry is written as odd-values.ts says. Absent: asked without a context. */
  context?: JsonValue;
}

/** What every surface answers, whatever it calls the parts. */
export interface Answer {
  value: JsonValue;
  variant?: string;
  reason: Reason;
  errorCode?: ErrorCode;
  metadata: FlagMetadata;
}

/** Whom an application asks: an SDK, an endpoint, a provider. */
export interface Surface extends AsyncDisposable {
  name: string;
  /**
   * Answers in the order of the questions; undefined for one that cannot be asked there.
   * @param ruleset the same object again is not loaded again
   */
  answer(ruleset: Ruleset, questions: readonly Question[]): Promise<(Answer | undefined)[]>;
}

/** Unlike any variant that cases and the generator use, so that a default is recognised as one. */
export const DEFAULTS: Record<ValueType, JsonValue> = {
  boolean: true,
  string: 'the default',
  number: -404,
  json: { default: true },
};

/** The parts of OpenFeature's evaluation details that surfaces must agree on: all but the wording of an error. */
export function toAnswer(details: {
  value: JsonValue;
  variant?: string | undefined;
  reason?: string | undefined;
  errorCode?: string | undefined;
  flagMetadata?: FlagMetadata | undefined;
}): Answer {
  const { value, variant, reason, errorCode, flagMetadata = {} } = details;
  return {
    value,
    ...(variant !== undefined && { variant }),
    reason: reason as Reason,
    ...(errorCode !== undefined && { errorCode: errorCode as ErrorCode }),
    metadata: { ...flagMetadata },
  };
}
