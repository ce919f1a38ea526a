import {
  detailsOf,
  evaluate,
  failed,
  type EvaluationContext,
  type EvaluationDetails,
  type JsonValue,
  type Outcome,
  type ValueType,
} from '../evaluator/index.ts';
import type {
  ClientListeners,
  ClientOptions,
  ClientStats,
  ClientStatus,
  ReadyOptions,
  ReadyResult,
} from './client-options.ts';
import { Connection } from './connection.ts';
import { ExposureReporter, type SendResult } from './exposures.ts';
import { Listeners } from './listeners.ts';
import type { Platform } from './platform.ts';
import { EVENTS_PATH, RECEIPTS_PATH, type InstanceInfo } from './protocol.ts';
import { ReceiptSender } from './receipts.ts';
import { RulesetStore } from './ruleset-store.ts';
import { post } from './post.ts';
import { StatusTracker } from './status.ts';

/** What differs between the SDKs. */
export interface ClientSetup {
  platform: Platform;
  info: InstanceInfo;
  /** Client-side keys are public: they travel in the URL, and their instances send no receipts. */
  publicKey: boolean;
  maxBackoffMs: number;
  /** What is wrong with the options. Such a client connects to nothing and answers with defaults. */
  problem?: string | undefined;
  /** The evaluation context of a question that brings none. */
  defaultContext?: () => EvaluationContext | undefined;
}

const NO_CONTEXT = (): undefined => undefined;
const NOT_READY_MESSAGE = 'No ruleset yet.';

/**
 * Answers flags from a ruleset in memory that a connection keeps up to date. Every question is answered at
 * once, without I/O, and nothing it does throws into the application.
 */
export class FlagClient {
  readonly #store: RulesetStore;
  readonly #status: StatusTracker;
  readonly #connection: Connection;
  readonly #exposures: ExposureReporter;
  readonly #receipts: ReceiptSender;
  readonly #listeners: Listeners<ClientListeners>;
  readonly #defaultContext: () => EvaluationContext | undefined;

  constructor(options: ClientOptions, setup: ClientSetup) {
    const { platform, info, publicKey, maxBackoffMs, problem } = setup;
    const { url, sdkKey, staleAfterMs = 60_000, pollIntervalMs = 30_000 } = options;
    const warn = options.onWarning ?? ((): void => undefined);
    this.#defaultContext = setup.defaultContext ?? NO_CONTEXT;
    this.#listeners = new Listeners(warn);
    this.#store = new RulesetStore((flag) => this.#exposures.collect(flag));
    this.#status = new StatusTracker(platform, staleAfterMs, (status) =>
      this.#listeners.emit('status', (listener) => listener(status)),
    );
    const send = post(platform, url, sdkKey, publicKey);
    this.#exposures = new ExposureReporter(
      platform,
      info.instance,
      () => this.#store.flags.values(),
      async (payload) => toSendResult(await send(EVENTS_PATH, payload)),
    );
    this.#receipts = new ReceiptSender(platform, async (receipt) => {
      const status = await send(RECEIPTS_PATH, receipt);
      return status !== undefined && status < 500 && status !== 429;
    });
    const reportReceipt = (urgent: boolean): void => {
      const { position, digest } = this.#store;
      if (position && !publicKey)
        this.#receipts.report({ ...position, digest, instance: info.instance }, urgent);
    };
    this.#connection = new Connection(
      { url, sdkKey, publicKey, info, maxBackoffMs, pollIntervalMs },
      platform,
      this.#store,
      {
        adopted: (changed, urgent) => {
          reportReceipt(urgent);
          if (changed.length > 0) this.#listeners.emit('change', (listener) => listener(changed));
        },
        resumed: () => reportReceipt(false),
        alive: () => this.#status.alive(),
        failed: (problem, refused) => {
          if (refused) warn(`Signalbox refuses the SDK key at ${url}: ${problem}.`);
          this.#status.failed(problem, refused);
        },
      },
    );
    if (problem === undefined) this.#connection.start();
    else {
      warn(problem);
      this.#status.failed(problem, true);
    }
  }

  /** How the connection stands. */
  get status(): ClientStatus {
    return this.#status.status;
  }

  /**
   * Whether a boolean flag is on for a context. Returns at once; never throws.
   * @param defaultValue what to answer when the flag cannot be evaluated: no ruleset yet, no such flag,
   *   not a boolean flag, or no value for the attribute that it is split by
   */
  isEnabled(key: string, context?: EvaluationContext, defaultValue = false): boolean {
    const flag = this.#store.flags.get(key);
    const { value } = evaluate(flag, key, 'boolean', context ?? this.#defaultContext());
    return typeof value === 'boolean' ? value : defaultValue;
  }

  /** Value of a boolean flag, or `defaultValue` when it cannot be evaluated. */
  getBooleanValue(key: string, defaultValue: boolean, context?: EvaluationContext): boolean {
    return this.isEnabled(key, context, defaultValue);
  }

  /** Value of a string flag, or `defaultValue` when it cannot be evaluated. */
  getStringValue(key: string, defaultValue: string, context?: EvaluationContext): string {
    const { value } = this.#resolve(key, 'string', context);
    return typeof value === 'string' ? value : defaultValue;
  }

  /** Value of a number flag, or `defaultValue` when it cannot be evaluated. */
  getNumberValue(key: string, defaultValue: number, context?: EvaluationContext): number {
    const { value } = this.#resolve(key, 'number', context);
    return typeof value === 'number' ? value : defaultValue;
  }

  /** Value of a JSON flag, or `defaultValue` when it cannot be evaluated. The value is frozen: copy it to change it. */
  getObjectValue(key: string, defaultValue: JsonValue, context?: EvaluationContext): JsonValue {
    const { value } = this.#resolve(key, 'json', context);
    return value === undefined ? defaultValue : value;
  }

  /** Value of a boolean flag with its variant, reason and error. */
  getBooleanDetails(
    key: string,
    defaultValue: boolean,
    context?: EvaluationContext,
  ): EvaluationDetails<boolean> {
    const details = this.#details(key, 'boolean', defaultValue, context);
    return { ...details, value: typeof details.value === 'boolean' ? details.value : defaultValue };
  }

  /** Value of a string flag with its variant, reason and error. */
  getStringDetails(
    key: string,
    defaultValue: string,
    context?: EvaluationContext,
  ): EvaluationDetails<string> {
    const details = this.#details(key, 'string', defaultValue, context);
    return { ...details, value: typeof details.value === 'string' ? details.value : defaultValue };
  }

  /** Value of a number flag with its variant, reason and error. */
  getNumberDetails(
    key: string,
    defaultValue: number,
    context?: EvaluationContext,
  ): EvaluationDetails<number> {
    const details = this.#details(key, 'number', defaultValue, context);
    return { ...details, value: typeof details.value === 'number' ? details.value : defaultValue };
  }

  /** Value of a JSON flag with its variant, reason and error. */
  getObjectDetails(
    key: string,
    defaultValue: JsonValue,
    context?: EvaluationContext,
  ): EvaluationDetails<JsonValue> {
    return this.#details(key, 'json', defaultValue, context);
  }

  /**
   * Waits for the first ruleset, but not longer than asked. Never rejects; evaluating before it is fine.
   * Returns early when the server refuses the SDK key, and when an option is not valid.
   * @param options.timeoutMs milliseconds to wait at most; default 5 000
   */
  async ready(options?: ReadyOptions): Promise<ReadyResult> {
    await this.#status.wait(options?.timeoutMs ?? 5_000);
    const { status, loaded, problem } = this.#status;
    return { ready: loaded, status, ...(loaded || problem === undefined ? {} : { problem }) };
  }

  /**
   * Listens for changes: `change` with the keys of flags that may answer differently, `status` with how the
   * connection stands. A listener that throws disturbs nothing.
   * @returns a function that stops listening
   */
  on<K extends keyof ClientListeners>(event: K, listener: ClientListeners[K]): () => void {
    return this.#listeners.add(event, listener);
  }

  /** Figures about this client. */
  stats(): ClientStats {
    const { position, digest, flags } = this.#store;
    return {
      status: this.status,
      revision: position?.revision,
      digest: position && digest,
      flags: flags.size,
      exposures: this.#exposures.stats,
    };
  }

  /** Sends the exposures counted so far. Never rejects; what could not be sent is kept for the next time. */
  async flush(): Promise<void> {
    await this.#exposures.flush();
  }

  /** Ends the connection and sends what was counted. The last known ruleset goes on answering. Never rejects. */
  async close(): Promise<void> {
    this.#connection.close();
    this.#receipts.close();
    this.#status.close();
    this.#exposures.close();
    this.#listeners.clear();
    await this.#exposures.flush();
  }

  /** For the SDKs: every flag may answer differently from now on, though no flag has changed. */
  protected announceAll(): void {
    const keys = [...this.#store.flags.keys()];
    if (keys.length > 0) this.#listeners.emit('change', (listener) => listener(keys));
  }

  #resolve(key: string, type: ValueType, context: EvaluationContext | undefined): Outcome {
    if (!this.#store.position) return failed('PROVIDER_NOT_READY', NOT_READY_MESSAGE);
    return evaluate(this.#store.flags.get(key), key, type, context ?? this.#defaultContext());
  }

  #details(
    key: string,
    type: ValueType,
    defaultValue: JsonValue,
    context: EvaluationContext | undefined,
  ): EvaluationDetails<JsonValue> {
    const details = detailsOf(key, this.#resolve(key, type, context), defaultValue);
    if (this.status !== 'STALE' || details.errorCode !== undefined) return details;
    return { ...details, reason: 'STALE', flagMetadata: { ...details.flagMetadata, reason: details.reason } };
  }
}

function toSendResult(status: number | undefined): SendResult {
  if (status === undefined || status >= 500 || status === 429 || status === 401) return 'retry';
  return status < 300 ? 'accepted' : 'refused';
}
