import type { Flag, Segment } from '../evaluator/index.ts';

/**
 * The wire protocol between a Signalbox server and its SDKs, version 1.
 * Reasons and examples: docs/decisions/wire-protocol.md.
 */

export const RULESET_PATH = '/sdk/v1/ruleset';
export const STREAM_PATH = '/sdk/v1/stream';
export const RECEIPTS_PATH = '/sdk/v1/receipts';
export const EVENTS_PATH = '/sdk/v1/events';
export const GOODBYE_PATH = '/sdk/v1/goodbye';

/** Where a ruleset stands. A new epoch means that the server was restored: revisions count anew from there. */
export interface Position {
  epoch: string;
  revision: number;
}

/** The body of `GET /sdk/v1/ruleset` and the data of a `put` event. Its ETag is `"epoch.revision"`. */
export interface RulesetPayload extends Position {
  environment: string;
  /** See digest.ts. */
  digest: string;
  flags: Flag[];
  segments: Segment[];
}

/** A ruleset as a client keeps it, and as `bootstrap` takes it. What `GET /sdk/v1/ruleset` answers is one. */
export interface Bootstrap extends Position {
  digest: string;
  /** As the server sends them; their inside is no business of applications. */
  flags: readonly { key: string }[];
  segments: readonly { key: string }[];
}

/** The data of a `patch` event: whole changed flags and segments, and the keys of those that are gone. */
export interface PatchPayload {
  epoch: string;
  from: number;
  to: number;
  /** Digest of the whole ruleset after the patch. */
  digest: string;
  flags: Flag[];
  segments: Segment[];
  removed: { flags: string[]; segments: string[] };
  /** A kill or a restore: the receipt is wanted at once, not with the next batch. */
  urgent?: boolean;
}

/** The data of a `heartbeat` event. A client with another digest fetches the ruleset again. */
export interface HeartbeatPayload extends Position {
  digest: string;
  /** Milliseconds until the next one at the latest: the client's watchdog follows it. */
  intervalMs: number;
  /**
   * There is no room for this stream. The client ends it, asks for the ruleset every so many milliseconds (at least
   * 1,000), and tries to stream again later.
   */
  pollMs?: number;
}

/** The body of `POST /sdk/v1/receipts`: this instance now evaluates with this revision. */
export interface ReceiptPayload extends Position {
  instance: string;
  digest: string;
}

/** The body of `POST /sdk/v1/goodbye`: this instance ends on purpose. Who goes without one is shown as silent. */
export interface GoodbyePayload {
  instance: string;
}

/** One line of exposure counts: how often a flag resolved to a variant, for a reason, within a minute. */
export interface ExposureCount {
  flag: string;
  /** Empty when the application's default was returned. */
  variant: string;
  reason: string;
  /** Start of the minute, in milliseconds since 1970. */
  minute: number;
  count: number;
}

/** One line of what `track` counted: how often something happened within a minute, and the sum of its values. */
export interface MetricCount {
  /** 1 to 64 characters of A-Z a-z 0-9 . _ -. */
  metric: string;
  /** Start of the minute, in milliseconds since 1970. */
  minute: number;
  count: number;
  sum: number;
}

/** The body of `POST /sdk/v1/events`. The same `batch` sent again is counted once. */
export interface EventsPayload {
  /** Unique to the batch: 8 to 64 characters of A-Z a-z 0-9 - _. */
  batch: string;
  instance: string;
  exposures: ExposureCount[];
  /** None when absent. */
  metrics?: MetricCount[];
}

/**
 * How an instance names itself when it opens a stream: query parameters, because a browser's EventSource
 * cannot set headers. The SDK key itself goes into the URL only when it is a public client-side key.
 */
export interface InstanceInfo {
  /** Random, fresh for every created client. */
  instance: string;
  /** Name and version of the SDK: `node/0.1.0`. */
  sdk: string;
  /** Name of the application, if it gave one. */
  application?: string | undefined;
  applicationVersion?: string | undefined;
}

/** `epoch.revision`, used as the SSE event id, as Last-Event-ID and inside the ETag. */
export function formatPosition(position: Position): string {
  return `${position.epoch}.${position.revision}`;
}

/** The position in `epoch.revision`, or undefined when the text is not one. */
export function parsePosition(text: string | undefined | null): Position | undefined {
  const match = /^([A-Za-z0-9_-]{1,32})\.(\d{1,15})$/.exec(text ?? '');
  if (!match?.[1] || !match[2]) return undefined;
  return { epoch: match[1], revision: Number(match[2]) };
}
