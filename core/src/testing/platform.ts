import type { EventsPayload, HttpRequest, Platform } from '../sync/index.ts';
import { EVENTS_PATH } from '../sync/index.ts';

/** What a test client has in place of a network: the test says what comes in, and reads what goes out. */
export interface TestPlatform extends Platform {
  /** What was sent. */
  readonly events: EventsPayload[];
  /** Plays the server: sends something down the stream. */
  send(message: object): void;
  /** Plays the network: the stream ends. */
  end(status?: number): void;
}

/** Timers that are due are run at once, and all others never: nothing is left when a test ends. */
export function testPlatform(): TestPlatform {
  const events: EventsPayload[] = [];
  let receive: ((data: string) => void) | undefined;
  let finish: ((status?: number) => void) | undefined;
  return {
    instance: 'test-client',
    maxBackoffMs: 1_000,
    events,
    now: Date.now,
    random: () => 0.5,
    setTimer(callback, ms) {
      if (ms <= 0) callback();
      return () => undefined;
    },
    async request({ path, body }: HttpRequest) {
      if (path !== EVENTS_PATH || body === undefined) throw new Error('a test client has no network');
      events.push(JSON.parse(body) as EventsPayload);
      return { status: 202, text: '' };
    },
    openStream(_since, onMessage, onEnd) {
      receive = onMessage;
      finish = onEnd;
      return () => undefined;
    },
    send: (message) => receive?.(JSON.stringify(message)),
    end: (status) => finish?.(status),
  };
}
