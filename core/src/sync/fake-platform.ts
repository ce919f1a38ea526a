import type { HttpRequest, HttpResponse, Platform } from './platform.ts';

/** For tests: a platform whose clock moves when told to, and whose network does what the test says. */

interface Pending {
  at: number;
  callback: () => void;
}

/** A stream that the client opened; the test plays the server. */
export interface FakeStream {
  since: string | undefined;
  closed: boolean;
  send(name: string, data: object | string): void;
  end(status?: number, retryAfterMs?: number): void;
}

export class FakePlatform implements Platform {
  readonly instance = 'i-1';
  readonly maxBackoffMs = 30_000;
  readonly streams: FakeStream[] = [];
  readonly requests: HttpRequest[] = [];
  /** Answers requests; without one they get no answer. */
  answer: (request: HttpRequest) => { status: number; body?: object; retryAfterMs?: number } | undefined =
    () => undefined;
  randomValue = 0.5;
  /** What the cache holds. */
  cached: string | null;
  #now = 1_800_000_000_000;
  #timers = new Set<Pending>();

  constructor(cached: string | null = null) {
    this.cached = cached;
  }

  readonly now = (): number => this.#now;
  readonly random = (): number => this.randomValue;

  readonly cache = {
    maxLength: 2_000_000,
    load: (): string | null => this.cached,
    save: (text: string): void => {
      this.cached = text;
    },
  };

  readonly setTimer = (callback: () => void, ms: number): (() => void) => {
    const pending = { at: this.#now + ms, callback };
    this.#timers.add(pending);
    return () => void this.#timers.delete(pending);
  };

  request = async (request: HttpRequest): Promise<HttpResponse> => {
    this.requests.push(request);
    const answer = this.answer(request);
    if (!answer) throw new Error('connection refused');
    const { status, body = {}, retryAfterMs } = answer;
    return { status, text: JSON.stringify(body), retryAfterMs };
  };

  readonly openStream: Platform['openStream'] = (since, onMessage, onEnd) => {
    const stream: FakeStream = {
      since,
      closed: false,
      send: (_name, data) => onMessage(typeof data === 'string' ? data : JSON.stringify(data)),
      end: onEnd,
    };
    this.streams.push(stream);
    return () => void (stream.closed = true);
  };

  /** The stream opened last. */
  get stream(): FakeStream {
    const stream = this.streams.at(-1);
    if (!stream) throw new Error('no stream was opened');
    return stream;
  }

  get timers(): number {
    return this.#timers.size;
  }

  /** Moves the clock, running what falls due, and lets promises settle. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.#due(end); next; next = this.#due(end)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await this.settle();
    }
    this.#now = end;
    await this.settle();
  }

  /** Lets promises settle. */
  async settle(): Promise<void> {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  }

  #due(end: number): Pending | undefined {
    let next: Pending | undefined;
    for (const timer of this.#timers) if (timer.at <= end && (!next || timer.at < next.at)) next = timer;
    return next;
  }
}
