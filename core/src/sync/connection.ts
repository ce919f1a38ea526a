import { backoffMs } from './backoff.ts';
import type { Platform } from './platform.ts';
import { formatPosition, RULESET_PATH } from './protocol.ts';
import type { RulesetStore, Taken } from './ruleset-store.ts';

/**
 * Keeps a ruleset store up to date: streams, watches for silence, reconnects with full jitter, and polls when
 * streaming does not work. One state machine for every SDK.
 * @param onAlive the feed is alive: the server has confirmed what is in force
 * @param onFailed the feed is not alive, and why; `refused` when the server does not want the SDK key
 * @returns a function that closes everything
 */
export function connect(
  platform: Platform,
  store: RulesetStore,
  pollIntervalMs: number,
  onAlive: (taken: Taken) => void,
  onFailed: (problem: string, refused: boolean) => void,
): () => void {
  const FIRST_BACKOFF_MS = 1_000;
  /** Until the server has said its heartbeat interval. */
  const DEFAULT_WATCHDOG_MS = 37_500;
  /** After so many failed streams in a row, polling takes over until a stream lives again. */
  const FAILURES_BEFORE_POLLING = 3;
  /** A refused key is tried again, but slowly: somebody may put it right. */
  const REFUSED_RETRY_MS = 300_000;
  /** A stream that lived this long was healthy: the next failure starts with short waits again. */
  const HEALTHY_AFTER_MS = 60_000;

  const { now, random, setTimer } = platform;
  let failures = 0;
  let watchdogMs = DEFAULT_WATCHDOG_MS;
  let everAlive = false;
  let fetching = false;
  let closed = false;
  let dropStream: () => void;
  let stopReconnecting: (() => void) | undefined;
  let stopPolling: (() => void) | undefined;

  function open(): void {
    const openedAt = now();
    let over = false;
    let stopWatchdog: (() => void) | undefined;

    function onMessage(data: string): void {
      if (over) return;
      stopPolling?.();
      stopPolling = undefined;
      if (!settle(store.take(data))) void load();
      if (now() - openedAt >= HEALTHY_AFTER_MS) failures = 0;
      watch();
    }

    function onEnd(status?: number, retryAfterMs = 0): void {
      if (over) return;
      dropStream();
      const refused = isRefusal(status);
      const wait = refused
        ? random() * REFUSED_RETRY_MS
        : backoffMs(failures, FIRST_BACKOFF_MS, platform.maxBackoffMs, random);
      stopReconnecting = setTimer(open, retryAfterMs + wait);
      if (++failures >= FAILURES_BEFORE_POLLING && !refused && !stopPolling) poll();
      // Something between here and the server may let no stream through: no reason to be without a ruleset.
      // In a browser it also tells why, because an EventSource does not say what the server answered.
      if (!status && !everAlive) void load(etag());
      onFailed(status ? answered(status) : 'the stream ended', refused);
    }

    function watch(): void {
      stopWatchdog?.();
      if (!over) stopWatchdog = setTimer(onEnd, watchdogMs);
    }

    const close = platform.openStream(since(), onMessage, onEnd);
    dropStream = () => {
      over = true;
      stopWatchdog?.();
      close();
    };
    watch();
  }

  function settle(taken: Taken | undefined): boolean {
    if (!taken) return false;
    if (taken.intervalMs) watchdogMs = Math.max(1_000, taken.intervalMs * 2.5);
    everAlive = true;
    onAlive(taken);
    return true;
  }

  function poll(): void {
    stopPolling = setTimer(
      () => {
        poll();
        void load(etag());
      },
      pollIntervalMs * (0.5 + random() / 2),
    );
  }

  /** Fetches the ruleset, one request at a time. Never rejects. */
  async function load(known?: string): Promise<void> {
    if (fetching) return;
    fetching = true;
    try {
      const { status, text } = await platform.request({ path: RULESET_PATH, etag: known });
      if (!closed && !settle(status === 304 ? { changed: [] } : store.take(text)))
        onFailed(answered(status), isRefusal(status));
    } catch (error) {
      if (!closed) onFailed(`no answer: ${String(error)}`, false);
    }
    fetching = false;
  }

  function since(): string | undefined {
    return store.standing && formatPosition(store.standing);
  }

  function etag(): string | undefined {
    return store.standing && `"${formatPosition(store.standing)}"`;
  }

  open();
  return () => {
    closed = true;
    dropStream();
    stopReconnecting?.();
    stopPolling?.();
  };
}

function answered(status: number): string {
  return `the server answered ${status}`;
}

/** The server knows the key and does not want it, or does not know it. */
function isRefusal(status: number | undefined): boolean {
  return status === 401 || status === 403 || status === 404;
}
