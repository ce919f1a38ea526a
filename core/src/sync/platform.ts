/**
 * What a connection needs from where it runs. Node and browsers bring their own; tests bring a clock
 * that they move by hand.
 */
export interface Platform {
  /** Milliseconds since 1970. */
  now(): number;
  /** As Math.random: 0 up to but not including 1. */
  random(): number;
  /** As setTimeout; must not keep a process alive. */
  setTimer(callback: () => void, ms: number): Timer;
  /** Rejects when there is no answer; a status of any kind is an answer. */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** Opens a stream of server-sent events. Reports each way it can end once, through `onEnd`. */
  openStream(request: StreamRequest, handlers: StreamHandlers): { close(): void };
}

export interface Timer {
  cancel(): void;
}

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** Give up after so many milliseconds. */
  timeoutMs: number;
}

export interface HttpResponse {
  status: number;
  header(name: string): string | null;
  text: string;
}

export interface StreamRequest {
  url: string;
  headers: Record<string, string>;
  /** Names of the events to listen for. */
  events: readonly string[];
}

export interface StreamHandlers {
  onEvent(name: string, data: string): void;
  /** The stream is over. `status` is the HTTP status where it was refused, `retryAfter` the header's text. */
  onEnd(end: { status?: number; retryAfter?: string | null }): void;
}
