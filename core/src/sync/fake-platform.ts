import type {
  HttpRequest,
  HttpResponse,
  Platform,
  StreamHandlers,
  StreamRequest,
  Timer,
} from './platform.ts';

/** For tests: a platform whose clock moves when told to, and whose network does what the test says. */

interface Pending {
  at: number;
  callback: () => void;
}

/** A stream that the client opened; the test plays the server. */
export interface FakeStream {
  request: StreamRequest;
  closed: boolean;
  send(name: string, data: object | string): void;
  end(status?: number, retryAfter?: string): void;
}

export class FakePlatform implements Platform {
  readonly streams: FakeStream[] = [];
  readonly requests: HttpRequest[] = [];
  /** Answers requests; without one they get no answer. */
  answer: (request: HttpRequest) => { status: number; body?: object } | undefined = () => undefined;
  randomValue = 0.5;
  #now = 1_800_000_000_000;
  #timers = new Set<Pending>();

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.randomValue;
  }

  setTimer(callback: () => void, ms: number): Timer {
    const pending = { at: this.#now + ms, callback };
    this.#timers.add(pending);
    return { cancel: () => void this.#timers.delete(pending) };
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    const answer = this.answer(request);
    if (!answer) throw new Error('connection refused');
    return { status: answer.status, header: () => null, text: JSON.stringify(answer.body ?? {}) };
  }

  openStream(request: StreamRequest, handlers: StreamHandlers): { close(): void } {
    const stream: FakeStream = {
      request,
      closed: false,
      send: (name, data) => handlers.onEvent(name, typeof data === 'string' ? data : JSON.stringify(data)),
      end: (status, retryAfter) =>
        handlers.onEnd({ ...(status === undefined ? {} : { status }), retryAfter: retryAfter ?? null }),
    };
    this.streams.push(stream);
    return { close: () => void (stream.closed = true) };
  }

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
