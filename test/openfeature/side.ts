import type { Client, ClientOptions } from '@signalbox/sdk-node';

/** Flags, contexts and answers as both of OpenFeature's SDKs know them. */
export type Fallback = boolean | string | number | { [name: string]: boolean | string | number };
export type Context = Record<string, string | number | boolean | null | Date>;

export interface Answer {
  flagKey: string;
  value: unknown;
  variant?: string;
  reason?: string;
  errorCode?: string;
  flagMetadata: Readonly<Record<string, unknown>>;
}

type Stage = 'before' | 'after' | 'error' | 'finally';

/** What a hook was told. */
export interface HookCall {
  stage: Stage;
  details?: Answer;
}

/** What an event handler was told. */
export interface Heard {
  event: string;
  message?: string | undefined;
  errorCode?: string | undefined;
  flagsChanged?: string[] | undefined;
}

/** For OpenFeature's own log: what goes wrong here is meant to. */
export const SILENT = { error() {}, warn() {}, info() {}, debug() {} };

/** Where an application can put context. */
export type Level = 'API' | 'Transaction' | 'Client' | 'Invocation' | 'Before Hooks';

interface EvaluateOptions {
  context?: Context;
  /** Hooks for this evaluation alone. */
  hooks?: ((call: HookCall) => void)[];
}

/** One of OpenFeature's SDKs with our provider for it, so that one test can try both. */
export interface Side {
  readonly name: 'server' | 'web';
  /** Levels at which this SDK takes context. */
  readonly levels: readonly Level[];
  /** Whether an evaluation is a promise of an answer. */
  readonly async: boolean;
  /** The demo project's key for this side. */
  readonly keyName: 'serverKey' | 'clientKey';
  createClient(options: ClientOptions): Client;
  /**
   * Registers a new provider and waits until it is initialised.
   * @returns the error code of the failure, if it fails
   */
  register(source: ClientOptions | Client, readyTimeoutMs?: number): Promise<string | undefined>;
  /** The same, without waiting. */
  registerOnly(source: ClientOptions | Client): void;
  /** Puts another provider in the place of the one registered last, and then that one again. */
  registerAgain(): Promise<string | undefined>;
  status(): string;
  /** What happened since the last `reset`. */
  readonly heard: readonly Heard[];
  /** What the hooks of the provider were told since then. */
  readonly providerHookCalls: readonly HookCall[];
  addHook(told: (call: HookCall) => void): void;
  setContext(level: Level, context: Context): Promise<void>;
  evaluate(key: string, fallback: Fallback, options?: EvaluateOptions): Promise<Answer>;
  /** Asks the provider registered last, past OpenFeature. */
  askProvider(key: string, fallback: boolean): Promise<Omit<Answer, 'flagKey' | 'flagMetadata'>>;
  /** The context that the provider was asked with last. */
  seen(): Readonly<Record<string, unknown>>;
  track(event: string, context: Context, details: { value?: number; currency?: string }): void;
  /** Shuts the provider down and forgets everything that was set. */
  reset(): Promise<void>;
}
