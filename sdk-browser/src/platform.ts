import { murmur3 } from '@signalbox/core/evaluator';
import { STREAM_PATH, type CheckedOptions, type Platform, type RulesetCache } from '@signalbox/core/sync';
import { shareStream, type OpenSource } from './tabs.ts';
import { VERSION } from './version.ts';

/** The browser's clock, network and memory. The key, which is public, stands in the URL. */
export function browserPlatform(options: CheckedOptions): Platform {
  /** Pages are many, and nobody watches them one by one: they may come back more slowly. */
  const MAX_BACKOFF_MS = 60_000;
  /** Three weeks. Above 2^31 ms, setTimeout would fire at once. */
  const MAX_TIMER_MS = 2e9;
  /** With the whole answer: a big ruleset may have a slow way. */
  const TIMEOUT_MS = 30_000;
  /** Browsers let a page that is being left send no more than 64 KiB. */
  const MAX_KEEPALIVE_LENGTH = 60_000;

  const { url, sdkKey, application, applicationVersion } = options;
  // `crypto.randomUUID` is not there on pages without TLS.
  const instance = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const key = new URLSearchParams({ key: sdkKey });
  const self = new URLSearchParams({
    key: sdkKey,
    instance,
    sdk: `browser/${VERSION}`,
    ...(application && { application }),
    ...(applicationVersion && { applicationVersion }),
  });

  const setTimer: Platform['setTimer'] = (callback, ms) => {
    const timer = setTimeout(callback, Math.min(ms, MAX_TIMER_MS));
    return () => clearTimeout(timer);
  };

  /** The connection above decides when to try again, so EventSource's own reconnecting is cut off. */
  const openSource: OpenSource = (since, onMessage, onEnd) => {
    if (since) self.set('since', since);
    try {
      const source = new EventSource(`${url}${STREAM_PATH}?${self}`);
      source.addEventListener('error', () => {
        source.close();
        onEnd();
      });
      for (const name of ['put', 'patch', 'heartbeat']) {
        source.addEventListener(name, (event: MessageEvent<string>) =>
          onMessage(event.data, event.lastEventId),
        );
      }
      return () => source.close();
    } catch {
      // No EventSource here, or not an address. Reported later, and not from within this call.
      return setTimer(onEnd, 0);
    }
  };

  return {
    instance,
    maxBackoffMs: MAX_BACKOFF_MS,
    now: Date.now,
    random: Math.random,
    setTimer,
    async request({ path, body }) {
      const response = await fetch(`${url}${path}?${key}`, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
        // The browser keeps the last answer, and asks by itself whether it has changed.
        cache: 'no-cache',
        // Exposures arrive although the page is being left.
        ...(body && { method: 'POST', body, keepalive: body.length < MAX_KEEPALIVE_LENGTH }),
      });
      return {
        status: response.status,
        text: await response.text(),
        // Seconds; the other form, a date, is as good as nothing.
        retryAfterMs: Number(response.headers.get('retry-after')) * 1_000 || 0,
      };
    },
    openStream: shareStream(url + sdkKey, openSource, setTimer),
    cache: options.cache === false ? undefined : storageCache(url + sdkKey),
  };
}

/** What localStorage holds for a server and key. It may be full, or forbidden: then nothing is kept. */
function storageCache(owner: string): RulesetCache {
  const name = `signalbox-${murmur3(owner)}`;
  return {
    maxLength: 2_000_000,
    load() {
      try {
        return localStorage.getItem(name);
      } catch {
        return undefined;
      }
    },
    save(text) {
      try {
        localStorage.setItem(name, text);
      } catch {}
    },
  };
}
