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
import type { Client } from './client-api.ts';
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

/** The client that both SDKs are made of. */
export class FlagClient implements Client {
  readonly #store: RulesetStore;
  readonly #status: StatusTracker;
  readonly #connection: Connection;
  readonly #exposures: ExposureReporter;
  readonly #receipts: ReceiptSender;
  readonly #listeners: Listeners<ClientListeners>;
  readonly #defaultContext: () => EvaluationContext | undefined;

  constructor(options: ClientOptions & { url: string; sdkKey: string }, setup: ClientSetup) {
    const { platform, info, publicKey, maxBackoffMs } = setup;
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
    if (setup.problem === undefined) this.#connection.start();
    else {
      warn(setup.problem);
      this.#status.failed(setup.problem, true);
    }
  }

  get status(): ClientStatus {
    return this.#status.status;
  }

  isEnabled(key: string, context?: EvaluationContext, defaultValue = false): boolean {
    const { value } = evaluate(this.#store.ruleset, key, 'boolean', context ?? this.#defaultContext());
    return typeof value === 'boolean' ? value : defaultValue;
  }

  getBooleanValue(key: string, defaultValue: boolean, context?: EvaluationContext): boolean {
    return this.isEnabled(key, context, defaultValue);
  }

  getStringValue(key: string, defaultValue: string, context?: EvaluationContext): string {
    const { value } = this.#resolve(key, 'string', context);
    return typeof value === 'string' ? value : defaultValue;
  }

  getNumberValue(key: string, defaultValue: number, context?: EvaluationContext): number {
    const { value } = this.#resolve(key, 'number', context);
    return typeof value === 'number' ? value : defaultValue;
  }

  getObjectValue(key: string, defaultValue: JsonValue, context?: EvaluationContext): JsonValue {
    const { value } = this.#resolve(key, 'json', context);
    return value === undefined ? defaultValue : value;
  }

  getBooleanDetails(
    key: string,
    defaultValue: boolean,
    context?: EvaluationContext,
  ): EvaluationDetails<boolean> {
    const details = this.#details(key, 'boolean', defaultValue, context);
    return { ...details, value: typeof details.value === 'boolean' ? details.value : defaultValue };
  }

  getStringDetails(
    key: string,
    defaultValue: string,
    context?: EvaluationContext,
  ): EvaluationDetails<string> {
    const details = this.#details(key, 'string', defaultValue, context);
    return { ...details, value: typeof details.value === 'string' ? details.value : defaultValue };
  }

  getNumberDetails(
    key: string,
    defaultValue: number,
    context?: EvaluationContext,
  ): EvaluationDetails<number> {
    const details = this.#details(key, 'number', defaultValue, context);
    return { ...details, value: typeof details.value === 'number' ? details.value : defaultValue };
  }

  getObjectDetails(
    key: string,
    defaultValue: JsonValue,
    context?: EvaluationContext,
  ): EvaluationDetails<JsonValue> {
    return this.#details(key, 'json', defaultValue, context);
  }

  async ready(options?: ReadyOptions): Promise<ReadyResult> {
    await this.#status.wait(options?.timeoutMs ?? 5_000);
    const { status, loaded, problem } = this.#status;
    return { ready: loaded, status, ...(loaded || problem === undefined ? {} : { problem }) };
  }

  on<K extends keyof ClientListeners>(event: K, listener: ClientListeners[K]): () => void {
    return this.#listeners.add(event, listener);
  }

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

  async flush(): Promise<void> {
    await this.#exposures.flush();
  }

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
    return evaluate(this.#store.ruleset, key, type, context ?? this.#defaultContext());
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
