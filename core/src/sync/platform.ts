import type { Standing } from './ruleset-store.ts';

/**
 * What a client needs from where it runs: a clock, and a way to its server. Node and browsers bring their own; tests
 * bring a clock that they move by hand.
 */
export interface Platform {
  /** Names this instance, fresh for every created client: 8 to 40 characters of A-Z a-z 0-9 - _. */
  readonly instance: string;
  /** Longest wait between tries to connect, in milliseconds. */
  readonly maxBackoffMs: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** As Math.random: 0 up to but not including 1. */
  random(): number;
  /** As setTimeout, but must not keep a process alive. Returns a function that cancels it. */
  setTimer(callback: () => void, ms: number): () => void;
  /** Asks the server, naming the SDK key. Rejects when there is no answer in time; a status of any kind is an answer. */
  request(request: HttpRequest): Promise<HttpResponse>;
  /**
   * Opens the stream of server-sent events, from a position on. Returns a function that closes it.
   * @param onMessage called with the data of each event
   * @param onEnd called once for each way it can end, and not from within this call
   */
  openStream(
    since: string | undefined,
    onMessage: (data: string) => void,
    onEnd: (status?: number, retryAfterMs?: number) => void,
  ): () => void;
  /** Called whenever the server confirms what is in force here. `urgent`: somebody waits for it to be. */
  onConfirmed?(standing: Standing, urgent: boolean): void;
  /** Keeps the last ruleset for the next start. Neither function throws. */
  readonly cache?: RulesetCache | undefined;
}

export interface RulesetCache {
  /** A longer text is neither kept nor taken for a ruleset that was. */
  readonly maxLength: number;
  load(): string | null | undefined;
  save(text: string): void;
}

/** A GET, or a POST when there is a body. */
export interface HttpRequest {
  path: string;
  body?: string;
  /** Answer 304 when this is still what there is. A platform that keeps answers by itself may pass over it. */
  etag?: string | undefined;
}

export interface HttpResponse {
  status: number;
  text: string;
  /** What the server's Retry-After asks for, in milliseconds. */
  retryAfterMs?: number | undefined;
}
