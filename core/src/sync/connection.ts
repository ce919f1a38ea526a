import { backoffMs, retryAfterMs } from './backoff.ts';
import { parseHeartbeat, parsePatch, parseRuleset } from './parse.ts';
import type { HttpResponse, Platform, Timer } from './platform.ts';
import { formatPosition, RULESET_PATH, STREAM_PATH, type InstanceInfo } from './protocol.ts';
import type { Adoption, RulesetStore } from './ruleset-store.ts';

/** Settings of a connection, with what they are for. All times in milliseconds. */
export interface ConnectionOptions {
  /** Where the server is, without a path: `https://flags.example.com`. */
  url: string;
  sdkKey: string;
  /** Public keys travel in the URL, where a browser's EventSource can put them; secret ones in a header. */
  publicKey: boolean;
  info: InstanceInfo;
  /** Longest wait between tries to connect. */
  maxBackoffMs: number;
  /** How often to ask while there is no stream. */
  pollIntervalMs: number;
}

/** What a connection tells its client. */
export interface ConnectionEvents {
  adopted(changed: string[], urgent: boolean): void;
  /** A new stream found that nothing has changed: the server may have forgotten who we are. */
  resumed(): void;
  /** The feed is alive: a payload or a heartbeat confirmed what is in force. */
  alive(): void;
  /** The feed is not alive, and why. */
  failed(problem: string, refused: boolean): void;
}

const FIRST_BACKOFF_MS = 1_000;
const REQUEST_TIMEOUT_MS = 10_000;
/** Until the server has said its heartbeat interval. */
const DEFAULT_WATCHDOG_MS = 37_500;
/** After so many failed streams in a row, polling takes over until a stream lives again. */
const FAILURES_BEFORE_POLLING = 3;
/** A refused key is tried again, but slowly: somebody may put it right. */
const REFUSED_RETRY_MS = 300_000;
/** A stream that lived this long was healthy: the next failure starts with short waits again. */
const HEALTHY_AFTER_MS = 60_000;

/**
 * Keeps a ruleset store up to date: streams, watches for silence, reconnects with full jitter, and polls
 * when streaming does not work. One state machine for every SDK.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #platform: Platform;
  readonly #store: RulesetStore;
  readonly #events: ConnectionEvents;
  #stream: { close(): void } | undefined;
  #streamId = 0;
  #openedAt = 0;
  #introduced = false;
  #failures = 0;
  #watchdogMs = DEFAULT_WATCHDOG_MS;
  #watchdog: Timer | undefined;
  #reconnect: Timer | undefined;
  #poll: Timer | undefined;
  #polling = false;
  #fetching = false;
  #closed = false;

  constructor(options: ConnectionOptions, platform: Platform, store: RulesetStore, events: ConnectionEvents) {
    this.#options = options;
    this.#platform = platform;
    this.#store = store;
    this.#events = events;
  }

  /** Opens the stream. Returns at once; never throws. */
  start(): void {
    if (this.#closed) return;
    this.#openedAt = this.#platform.now();
    this.#introduced = false;
    const id = ++this.#streamId;
    this.#stream = this.#platform.openStream(
      { url: this.#streamUrl(), headers: this.#headers(), events: ['put', 'patch', 'heartbeat'] },
      {
        onEvent: (name, data) => {
          if (id === this.#streamId) this.#onEvent(name, data);
        },
        onEnd: ({ status, retryAfter }) => {
          if (id === this.#streamId) this.#onEnd(status, retryAfter);
        },
      },
    );
    this.#feedWatchdog();
  }

  /** Closes everything that is open. */
  close(): void {
    this.#closed = true;
    this.#dropStream();
    this.#reconnect?.cancel();
    this.#stopPolling();
  }

  #onEvent(name: string, data: string): void {
    this.#feedWatchdog();
    this.#stopPolling();
    if (name === 'heartbeat') {
      this.#onHeartbeat(data);
    } else {
      const payload = name === 'put' ? parseRuleset(data) : parsePatch(data);
      this.#settle(payload === undefined ? { type: 'gap' } : this.#adopt(payload), isUrgent(payload));
    }
    if (this.#platform.now() - this.#openedAt >= HEALTHY_AFTER_MS) this.#failures = 0;
  }

  #adopt(payload: NonNullable<ReturnType<typeof parseRuleset> | ReturnType<typeof parsePatch>>): Adoption {
    try {
      return 'from' in payload ? this.#store.patch(payload) : this.#store.put(payload);
    } catch {
      return { type: 'gap' }; // a payload that cannot be taken in is as good as none
    }
  }

  #onHeartbeat(data: string): void {
    const heartbeat = parseHeartbeat(data);
    if (!heartbeat) return;
    this.#watchdogMs = Math.max(1_000, heartbeat.intervalMs * 2.5);
    this.#feedWatchdog();
    if (!this.#store.confirm(heartbeat, heartbeat.digest)) {
      void this.#fetchRuleset('whole');
      return;
    }
    this.#events.alive();
    if (!this.#introduced) this.#events.resumed();
    this.#introduced = true;
  }

  #settle(adoption: Adoption, urgent: boolean): void {
    if (adoption.type === 'gap') {
      void this.#fetchRuleset('whole');
      return;
    }
    this.#introduced = true;
    this.#events.alive();
    if (adoption.type === 'applied') this.#events.adopted(adoption.changed, urgent);
  }

  #onEnd(status: number | undefined, retryAfter: string | null | undefined): void {
    this.#dropStream();
    if (this.#closed) return;
    const refused = isRefusal(status);
    this.#events.failed(status === undefined ? 'the stream ended' : `the server answered ${status}`, refused);
    const wait = refused
      ? backoffMs(0, REFUSED_RETRY_MS, REFUSED_RETRY_MS, () => this.#platform.random())
      : backoffMs(this.#failures, FIRST_BACKOFF_MS, this.#options.maxBackoffMs, () =>
          this.#platform.random(),
        );
    this.#failures++;
    const asked = retryAfterMs(retryAfter, this.#platform.now()) ?? 0;
    this.#reconnect?.cancel();
    this.#reconnect = this.#platform.setTimer(() => this.start(), asked + wait);
    if (this.#failures >= FAILURES_BEFORE_POLLING && !refused && !this.#polling) this.#startPolling();
    // Something between here and the server may let no stream through: no reason to be without a ruleset.
    // In a browser it also tells why, because an EventSource does not say what the server answered.
    if (status === undefined && !this.#store.position) void this.#fetchRuleset('whole');
  }

  #feedWatchdog(): void {
    this.#watchdog?.cancel();
    this.#watchdog = this.#platform.setTimer(() => this.#onEnd(undefined, null), this.#watchdogMs);
  }

  #dropStream(): void {
    this.#streamId++;
    this.#watchdog?.cancel();
    this.#stream?.close();
    this.#stream = undefined;
  }

  #startPolling(): void {
    this.#polling = true;
    const wait = this.#options.pollIntervalMs * (0.5 + this.#platform.random() / 2);
    this.#poll = this.#platform.setTimer(() => {
      void this.#fetchRuleset('if changed').then(() => {
        if (this.#polling) this.#startPolling();
      });
    }, wait);
  }

  #stopPolling(): void {
    this.#polling = false;
    this.#poll?.cancel();
  }

  /** Fetches the ruleset, one request at a time. Never rejects. */
  async #fetchRuleset(mode: 'whole' | 'if changed'): Promise<void> {
    if (this.#fetching || this.#closed) return;
    this.#fetching = true;
    try {
      this.#onRuleset(
        await this.#platform.request({
          method: 'GET',
          url: this.#rulesetUrl(),
          headers: { ...this.#headers(), ...(mode === 'whole' ? {} : this.#etag()) },
          timeoutMs: REQUEST_TIMEOUT_MS,
        }),
      );
    } catch (error) {
      if (!this.#closed) this.#events.failed(`no answer: ${String(error)}`, false);
    } finally {
      this.#fetching = false;
    }
  }

  #onRuleset(response: HttpResponse): void {
    if (this.#closed) return;
    const payload = response.status === 200 ? parseRuleset(response.text) : undefined;
    const adoption = payload && this.#adopt(payload);
    if (response.status === 304) this.#events.alive();
    else if (adoption && adoption.type !== 'gap') this.#settle(adoption, false);
    else this.#events.failed(`no usable ruleset (status ${response.status})`, isRefusal(response.status));
  }

  #etag(): Record<string, string> {
    const position = this.#store.position;
    return position ? { 'if-none-match': `"${formatPosition(position)}"` } : {};
  }

  #headers(): Record<string, string> {
    return this.#options.publicKey ? {} : { authorization: `Bearer ${this.#options.sdkKey}` };
  }

  /** Who polls says who it is; a page does not, so that all pages share one address that a CDN can hold. */
  #rulesetUrl(): string {
    return this.#url(RULESET_PATH, this.#options.publicKey ? {} : { ...this.#options.info });
  }

  #streamUrl(): string {
    const position = this.#store.position;
    return this.#url(STREAM_PATH, {
      ...this.#options.info,
      ...(position ? { since: formatPosition(position) } : {}),
    });
  }

  #url(path: string, query: Record<string, string | undefined>): string {
    const all = this.#options.publicKey ? { ...query, key: this.#options.sdkKey } : query;
    const text = Object.entries(all)
      .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`))
      .join('&');
    return this.#options.url.replace(/\/+$/, '') + path + (text && `?${text}`);
  }
}

/** The server knows the key and does not want it, or does not know it. */
function isRefusal(status: number | undefined): boolean {
  return status === 401 || status === 403 || status === 404;
}

function isUrgent(payload: object | undefined): boolean {
  return payload !== undefined && 'urgent' in payload && payload.urgent === true;
}
