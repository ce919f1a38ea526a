/** The types that an application meets: both SDKs publish the same. */
export type {
  Client,
  ClientListeners,
  ClientOptions,
  ClientStats,
  ClientStatus,
  ExposureStats,
  ReadyOptions,
  ReadyResult,
  TrackDetails,
} from './sync/index.ts';
export type {
  ErrorCode,
  EvaluationContext,
  EvaluationDetails,
  FlagMetadata,
  JsonValue,
  Reason,
} from './evaluator/index.ts';
