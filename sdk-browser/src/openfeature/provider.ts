import {
  ErrorCode,
  OpenFeatureEventEmitter,
  ProviderEvents,
  ProviderFatalError,
  ProviderNotReadyError,
  type EvaluationContext,
  type Hook,
  type JsonValue,
  type Provider,
  type ResolutionDetails,
  type TrackingEventDetails,
} from '@openfeature/web-sdk';
import { ClientLink, toResolution, type ProviderOptions } from '@signalbox/core/openfeature';
import {
  createClient,
  type Client,
  type ClientOptions,
  type EvaluationDetails,
} from '@signalbox/sdk-browser';

/** Options of a provider besides those of its client. */
export type SignalboxWebProviderOptions = ProviderOptions<Hook>;

/**
 * Signalbox as a provider of OpenFeature's web SDK. Flags are evaluated in the page, for the context that
 * OpenFeature has: another context is in force at once.
 *
 * @example
 * ```ts
 * const provider = new SignalboxWebProvider({ url: 'https://flags.example.com', sdkKey: 'sbx_client_…' });
 * await OpenFeature.setProviderAndWait(provider, { targetingKey: 'customer-42' });
 * OpenFeature.getClient().getBooleanValue('new-checkout', false);
 * ```
 */
export class SignalboxWebProvider implements Provider {
  readonly metadata = { name: 'signalbox' } as const;
  readonly runsOn = 'client';
  readonly events = new OpenFeatureEventEmitter();
  readonly hooks: Hook[];
  readonly #link: ClientLink;

  /**
   * @param source options as for `createClient`, or a client that is there already. Shutting the provider down closes
   *   only a client that it has made itself.
   */
  constructor(source: ClientOptions | Client, options: SignalboxWebProviderOptions = {}) {
    this.hooks = options.hooks ?? [];
    this.#link = new ClientLink({
      source,
      create: createClient,
      readyTimeoutMs: options.readyTimeoutMs,
      later: (callback) => void setTimeout(callback),
      events: {
        ready: () => this.events.emit(ProviderEvents.Ready),
        stale: (message) => this.events.emit(ProviderEvents.Stale, { message }),
        changed: (flagsChanged) => this.events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged }),
        failed: ({ message, fatal }) =>
          this.events.emit(ProviderEvents.Error, {
            message,
            errorCode: fatal ? ErrorCode.PROVIDER_FATAL : ErrorCode.PROVIDER_NOT_READY,
          }),
      },
    });
  }

  async initialize(): Promise<void> {
    const obstacle = await this.#link.open();
    if (obstacle?.fatal) throw new ProviderFatalError(obstacle.message);
    if (obstacle) throw new ProviderNotReadyError(obstacle.message);
  }

  onClose(): Promise<void> {
    return this.#link.close();
  }

  /** There is nothing to reconcile: the next evaluation uses the new context. */
  onContextChange(): void {
    this.#link.repeatTrouble();
  }

  resolveBooleanEvaluation(
    key: string,
    defaultValue: boolean,
    context: EvaluationContext,
  ): ResolutionDetails<boolean> {
    return this.#resolve(key, defaultValue, (client) => client.getBooleanDetails(key, defaultValue, context));
  }

  resolveStringEvaluation(
    key: string,
    defaultValue: string,
    context: EvaluationContext,
  ): ResolutionDetails<string> {
    return this.#resolve(key, defaultValue, (client) => client.getStringDetails(key, defaultValue, context));
  }

  resolveNumberEvaluation(
    key: string,
    defaultValue: number,
    context: EvaluationContext,
  ): ResolutionDetails<number> {
    return this.#resolve(key, defaultValue, (client) => client.getNumberDetails(key, defaultValue, context));
  }

  resolveObjectEvaluation<T extends JsonValue>(
    key: string,
    defaultValue: T,
    context: EvaluationContext,
  ): ResolutionDetails<T> {
    const details = this.#resolve<JsonValue>(key, defaultValue, (client) =>
      client.getObjectDetails(key, defaultValue, context),
    );
    // That the flag's value has the shape which the caller names is the caller's word.
    return { ...details, value: details.value as T };
  }

  track(event: string, context: EvaluationContext, { value }: TrackingEventDetails): void {
    this.#link.tell((client) => client.track(event, context, value === undefined ? {} : { value }));
  }

  #resolve<T>(
    key: string,
    defaultValue: T,
    question: (client: Client) => EvaluationDetails<T>,
  ): ResolutionDetails<T> {
    return toResolution(this.#link.ask(key, defaultValue, question), ErrorCode);
  }
}
