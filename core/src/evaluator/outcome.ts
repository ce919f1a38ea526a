import type { ErrorCode, FlagMetadata, JsonValue, Reason } from './model.ts';

/**
 * One way a flag can resolve. All of a flag's outcomes are made when it is compiled, so an evaluation
 * allocates nothing, and counting an exposure is adding one to `count`.
 */
export interface Outcome {
  /** Absent when the caller's default is to be returned. */
  readonly value?: JsonValue;
  readonly variant?: string;
  readonly reason: Reason;
  readonly errorCode?: ErrorCode;
  readonly errorMessage?: string;
  readonly metadata: FlagMetadata;
  /** How often it was returned since it was last collected. */
  count: number;
}

/** No metadata, and no context. */
export const NOTHING = Object.freeze({});

export function failed(errorCode: ErrorCode, errorMessage: string): Outcome {
  return { reason: 'ERROR', errorCode, errorMessage, metadata: NOTHING, count: 0 };
}

/** What was thrown, or given, in words; even an error whose message throws does not throw here. */
export function describe(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return 'reading it failed';
  }
}
