import type { Outcome, Reason } from '@signalbox/core/evaluator';
import type { OfrepFailure, OfrepSuccess } from './schema.ts';

/** Reasons that OFREP has a word for; any other goes out as UNKNOWN, with its name in the metadata. */
const REASONS: Partial<Record<Reason, OfrepSuccess['reason']>> = {
  STATIC: 'STATIC',
  TARGETING_MATCH: 'TARGETING_MATCH',
  SPLIT: 'SPLIT',
  DISABLED: 'DISABLED',
};

/** Says in OFREP's words how a flag resolved. */
export function answerOf(key: string, outcome: Outcome): OfrepSuccess | OfrepFailure {
  const { value, variant, reason, metadata } = outcome;
  if (value === undefined || variant === undefined) return failureOf(key, outcome);
  const known = REASONS[reason];
  return {
    key,
    value,
    variant,
    reason: known ?? 'UNKNOWN',
    metadata: known ? { ...metadata } : { ...metadata, reason },
  };
}

function failureOf(key: string, { errorCode, errorMessage = '' }: Outcome): OfrepFailure {
  switch (errorCode) {
    case 'PARSE_ERROR':
    case 'TARGETING_KEY_MISSING':
    case 'INVALID_CONTEXT':
      return { key, errorCode, errorDetails: errorMessage };
    default:
      return { key, errorCode: 'GENERAL', errorDetails: `${errorCode}: ${errorMessage}` };
  }
}
