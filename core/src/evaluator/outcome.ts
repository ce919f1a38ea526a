import type { ErrorCode, FlagMetadata, JsonValue, Reason } from './model.ts';

/**
 * One way a flag can resolve. All of a flag's outcomes are made when it is compiled, so an evaluation
 * allocates nothing, and counting an exposure is adding one to `count`.
 */
export interface Outcome {
  /** Absent when the caller's default is to be returned. */
  readonly value: JsonValue | undefined;
  readonly variant: string | undefined;
  readonly reason: Reason;
  readonly errorCode: ErrorCode | undefined;
  readonly errorMessage: string | undefined;
  readonly metadata: FlagMetadata;
  /** How often it was returned since it was last collected. */
  count: number;
}

const NO_METADATA: FlagMetadata = Object.freeze({});

export function resolved(
  variant: string,
  value: JsonValue,
  reason: Reason,
  metadata: FlagMetadata = NO_METADATA,
): Outcome {
  return { value, variant, reason, errorCode: undefined, errorMessage: undefined, metadata, count: 0 };
}

export function failed(errorCode: ErrorCode, errorMessage: string): Outcome {
  return {
    value: undefined,
    variant: undefined,
    reason: 'ERROR',
    errorCode,
    errorMessage,
    metadata: NO_METADATA,
    count: 0,
  };
}
