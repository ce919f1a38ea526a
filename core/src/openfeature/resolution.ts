import type { ErrorCode, EvaluationDetails, FlagMetadata, Reason } from '../evaluator/index.ts';

/** OpenFeature's resolution details. `Code` is its enum of error codes, of which each of its SDKs has a copy. */
export interface Resolution<T, Code> {
  value: T;
  variant?: string;
  reason: Reason;
  errorCode?: Code;
  errorMessage?: string;
  flagMetadata: FlagMetadata;
}

/** An answer of ours as OpenFeature wants it: its SDK adds the flag's key again by itself. */
export function toResolution<T, Code>(
  { flagKey: _, errorCode, ...details }: EvaluationDetails<T>,
  codes: Readonly<Record<ErrorCode, Code>>,
): Resolution<T, Code> {
  return errorCode === undefined ? details : { ...details, errorCode: codes[errorCode] };
}
