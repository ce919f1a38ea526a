/** The types that an application meets: both SDKs publish the same. */
export type {
  Bootstrap,
  Client,
  ClientListeners,
  ClientOptions,
  ClientStats,
  ClientStatus,
  ExposureStats,
  FlagKey,
  FlagValue,
  ReadyOptions,
  ReadyResult,
  TrackDetails,
  Transport,
} from './sync/index.ts';
export type {
  ErrorCode,
  EvaluationContext,
  EvaluationDetails,
  FlagMetadata,
  JsonValue,
  Reason,
} from './evaluator/index.ts';
