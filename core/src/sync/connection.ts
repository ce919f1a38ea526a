import { backoffMs } from './backoff.ts';
import type { Transport } from './client-options.ts';
import type { Platform } from './platform.ts';
import { formatPosition, RULESET_PATH } from './protocol.ts';
import type { RulesetStore, Taken } from './ruleset-store.ts';

/** The tie between a ruleset store and its server. */
export interface Connection {
  /** How changes come in now. */
  transport(): Transport;
  /** Lets go of the server until `resume`. */
  pause(): void;
  /** Connects anew, at once: whatever there was is not to be relied on. */
  resume(): void;
  close(): void;
}

/** What a connection says to the client. */
export interface ConnectionEvents {
  /** The feed is alive: the server has confirmed what is in force. */
  onAlive(taken: Taken): void;
  /** The feed is not alive, and why; `refused` when the server does not want the SDK key. */
  onFailed(problem: string, refused: boolean): void;
}

/**
 * Keeps a ruleset store up to date: streams, watches for silence, reconnects with full jitter, and polls when
 * streaming does not work. One state machine for every SDK.
 */
export function connect(
  platform: Platform,
  store: RulesetStore,
  pollIntervalMs: number,
  { onAlive, onFailed }: ConnectionEvents,
): Connection {
  const FIRST_BACKOFF_MS = 1_000;
  /** Until the server has said its heartbeat interval. */
  const DEFAULT_WATCHDOG_MS = 37_500;
  /** Who has nothing yet asks for the ruleset when the stream is silent for so long. */
  const HELD_BACK_MS = 3_000;
  /** After so many failed streams in a row, polling takes over until a stream lives again. */
  const FAILURES_BEFORE_POLLING = 3;
  /** A refused key is tried again, but slowly: somebody may put it right. */
  const REFUSED_RETRY_MS = 300_000;
  /** A stream that lived this long was healthy: the next failure starts with short waits again. */
  const HEALTHY_AFTER_MS = 60_000;
  /** Who was asked to poll tries to stream again after so many polls. */
  const POLLS_BEFORE_STREAMING = 10;

  const { now, random, setTimer } = platform;
  let failures = 0;
  let watchdogMs = DEFAULT_WATCHDOG_MS;
  let everAlive = false;
  let streaming = false;
  let fetching = false;
  /** Something came in meanwhile that what is being fetched may be too old for. */
  let again = false;
  /** The server asked not to be asked before. */
  let notBefore = 0;
  /** Nor before this, because it refused the key: until a stream shows that it does not. */
  let refusedUntil = 0;
  /** Counts up when it lets go: what comes late belongs to another time. */
  let era = 0;
  let dropStream: () => void;
  let stopReconnecting: (() => void) | undefined;
  let stopPolling: (() => void) | undefined;

  function open(): void {
    const early = earlyMs();
    if (early > 0) {
      stopReconnecting = setTimer(open, early + random() * FIRST_BACKOFF_MS);
      return;
    }
    const openedAt = now();
    let over = false;
    let stopWatchdog: (() => void) | undefined;

    function onMessage(data: string): void {
      if (over) return;
      const taken = store.take(data);
      streaming = true;
      refusedUntil = 0;
      endPolling();
      const intervalMs = sensible(taken.intervalMs);
      if (intervalMs) watchdogMs = Math.max(1_000, intervalMs * 2.5);
      if (!settle(taken)) void load();
      if (now() - openedAt >= HEALTHY_AFTER_MS) failures = 0;
      const pollMs = sensible(taken.pollMs);
      if (pollMs) pollInstead(Math.max(1_000, pollMs));
      watch();
    }

    function onEnd(status?: number, retryAfterMs = 0): void {
      if (over) return;
      dropStream();
      const refused = noteRefusal(status);
      const wait = backoffMs(failures, FIRST_BACKOFF_MS, platform.maxBackoffMs, random);
      stopReconnecting = setTimer(open, retryAfterMs + wait);
      if (++failures >= FAILURES_BEFORE_POLLING && !refused && !stopPolling) poll(pollIntervalMs);
      // Something between here and the server may let no stream through: no reason to be without a ruleset.
      // In a browser it also tells why, because an EventSource does not say what the server answered.
      if (!status && !everAlive) void load(etag());
      onFailed(status ? answered(status) : 'the stream ended', refused);
    }

    function watch(): void {
      stopWatchdog?.();
      if (!over) stopWatchdog = setTimer(onEnd, watchdogMs);
    }

    /** A proxy may hold the stream back without ending it: that must not hold back the start. */
    function hurry(): void {
      void load(etag());
      watch();
    }

    const close = platform.openStream(since(), onMessage, onEnd);
    dropStream = () => {
      over = true;
      streaming = false;
      stopWatchdog?.();
      close();
    };
    if (everAlive) watch();
    else stopWatchdog = setTimer(hurry, HELD_BACK_MS);
  }

  /** How long the server is not to be asked yet. */
  function earlyMs(): number {
    return Math.max(notBefore, refusedUntil) - now();
  }

  /** Whether the server knows the key and does not want it, or does not know it. */
  function noteRefusal(status: number | undefined): boolean {
    const refused = status === 401 || status === 403 || status === 404;
    if (refused) refusedUntil = now() + random() * REFUSED_RETRY_MS;
    return refused;
  }

  function settle(taken: Taken): boolean {
    if (!taken.changed) return false;
    everAlive = true;
    onAlive(taken);
    return true;
  }

  /** The server has no room for the stream. */
  function pollInstead(everyMs: number): void {
    dropStream();
    poll(everyMs);
    stopReconnecting = setTimer(open, everyMs * POLLS_BEFORE_STREAMING * (0.5 + random() / 2));
  }

  function poll(everyMs: number): void {
    stopPolling = setTimer(
      () => {
        poll(everyMs);
        void load(etag());
      },
      everyMs * (0.5 + random() / 2),
    );
  }

  function endPolling(): void {
    stopPolling?.();
    stopPolling = undefined;
  }

  /** Fetches the ruleset, one request at a time. Never rejects. */
  async function load(known?: string): Promise<void> {
    if (fetching) again ||= !known;
    if (fetching || earlyMs() > 0) return;
    fetching = true;
    again = false;
    const begun = era;
    const epoch = store.standing?.epoch;
    let failure: [string, boolean] | undefined;
    try {
      const { status, text, retryAfterMs = 0 } = await platform.request({ path: RULESET_PATH, etag: known });
      notBefore = now() + retryAfterMs;
      if (begun === era) {
        // The stream brought another epoch meanwhile: what was fetched may be of the one before it.
        if (store.standing?.epoch !== epoch) again = true;
        else if (!settle(status === 304 ? { changed: [] } : store.take(text)))
          failure = [answered(status), noteRefusal(status)];
      }
    } catch (error) {
      failure = [`no answer: ${String(error)}`, false];
    }
    fetching = false;
    if (failure && begun === era) onFailed(...failure);
    if (again) void load();
  }

  function since(): string | undefined {
    return store.standing && formatPosition(store.standing);
  }

  function etag(): string | undefined {
    return store.standing && `"${formatPosition(store.standing)}"`;
  }

  function letGo(): void {
    era++;
    again = false;
    dropStream();
    stopReconnecting?.();
    endPolling();
  }

  open();
  return {
    transport: () => (streaming ? 'stream' : stopPolling ? 'polling' : 'none'),
    pause() {
      letGo();
      onFailed('paused', false);
    },
    resume() {
      letGo();
      failures = refusedUntil = 0;
      open();
    },
    close: letGo,
  };
}

/** An interval that the server asks for. One that is no number, or huge, must not keep us away for good. */
function sensible(ms = 0): number {
  return ms > 0 ? Math.min(ms, 300_000) : 0;
}

function answered(status: number): string {
  return `the server answered ${status}`;
}
