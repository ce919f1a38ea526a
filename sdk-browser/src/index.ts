export { createClient, type BrowserClient, type BrowserClientOptions } from './client.ts';
export type {
  Client,
  ClientListeners,
  ClientOptions,
  ClientStats,
  ClientStatus,
  ExposureStats,
  ReadyOptions,
  ReadyResult,
} from '@signalbox/core/sync';
export type {
  ErrorCode,
  EvaluationContext,
  EvaluationDetails,
  FlagMetadata,
  JsonValue,
  Reason,
} from '@signalbox/core/evaluator';
