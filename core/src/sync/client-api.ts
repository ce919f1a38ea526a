import type { EvaluationContext, EvaluationDetails, JsonValue } from '../evaluator/index.ts';
import type {
  ClientListeners,
  ClientStats,
  ClientStatus,
  ReadyOptions,
  ReadyResult,
  TrackDetails,
} from './client-options.ts';
import type { FlagKey } from './flag-types.ts';
import type { Bootstrap } from './protocol.ts';

/**
 * Answers flags from a ruleset in memory that follows the server. Every question is answered at once and
 * without I/O; nothing that the network, the server or an argument does throws into the application.
 */
export interface Client {
  /** How the connection stands. */
  readonly status: ClientStatus;

  /**
   * Whether a boolean flag is on for a context. Returns at once; never throws.
   * @param key key of the flag
   * @param context facts about whom it is for; `targetingKey` identifies them
   * @param defaultValue what to answer when the flag cannot be evaluated (default `false`): no ruleset yet, no
   *   such flag, not a boolean flag, or no value for the attribute that it is split by
   */
  isEnabled(key: FlagKey<'boolean'>, context?: EvaluationContext, defaultValue?: boolean): boolean;

  /** Value of a boolean flag, or `defaultValue` when it cannot be evaluated. */
  getBooleanValue(key: FlagKey<'boolean'>, defaultValue: boolean, context?: EvaluationContext): boolean;

  /** Value of a string flag, or `defaultValue` when it cannot be evaluated. */
  getStringValue(key: FlagKey<'string'>, defaultValue: string, context?: EvaluationContext): string;

  /** Value of a number flag, or `defaultValue` when it cannot be evaluated. */
  getNumberValue(key: FlagKey<'number'>, defaultValue: number, context?: EvaluationContext): number;

  /** Value of a JSON flag, or `defaultValue` when it cannot be evaluated. The value is frozen: copy it to change it. */
  getObjectValue(key: FlagKey<'json'>, defaultValue: JsonValue, context?: EvaluationContext): JsonValue;

  /** Value of a boolean flag with its variant, reason and error. */
  getBooleanDetails(
    key: FlagKey<'boolean'>,
    defaultValue: boolean,
    context?: EvaluationContext,
  ): EvaluationDetails<boolean>;

  /** Value of a string flag with its variant, reason and error. */
  getStringDetails(
    key: FlagKey<'string'>,
    defaultValue: string,
    context?: EvaluationContext,
  ): EvaluationDetails<string>;

  /** Value of a number flag with its variant, reason and error. */
  getNumberDetails(
    key: FlagKey<'number'>,
    defaultValue: number,
    context?: EvaluationContext,
  ): EvaluationDetails<number>;

  /** Value of a JSON flag with its variant, reason and error. */
  getObjectDetails(
    key: FlagKey<'json'>,
    defaultValue: JsonValue,
    context?: EvaluationContext,
  ): EvaluationDetails<JsonValue>;

  /**
   * Waits until the server has confirmed a ruleset, but not longer than asked. Never rejects; evaluating before it
   * is fine. Returns early when the server refuses the SDK key, and when an option is not valid.
   */
  ready(options?: ReadyOptions): Promise<ReadyResult>;

  /**
   * Listens for changes: `change` with the keys of flags that may answer differently, `status` with how the
   * connection stands. A listener that throws disturbs nothing.
   * @returns a function that stops listening
   */
  on<K extends keyof ClientListeners>(event: K, listener: ClientListeners[K]): () => void;

  /** The ruleset in force, as the option `bootstrap` takes it; undefined before the first. */
  ruleset(): Bootstrap | undefined;

  /** Figures about this client. */
  stats(): ClientStats;

  /**
   * Counts that something happened: an order, an error, a page that took long. Adds up on the spot and is sent with the
   * exposures; returns at once and never throws.
   * @param event name of the metric: 1 to 64 characters of A-Z a-z 0-9 . _ -
   * @param context for whom it happened; not sent
   * @param details `value`, a number, adds up to a sum beside the count
   */
  track(event: string, context?: EvaluationContext, details?: TrackDetails): void;

  /** Sends what was counted so far. Never rejects; what could not be sent is kept for the next time. */
  flush(): Promise<void>;

  /** Ends the connection and sends what was counted. The last known ruleset goes on answering. Never rejects. */
  close(): Promise<void>;
}
