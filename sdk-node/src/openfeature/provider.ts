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
} from '@openfeature/server-sdk';
import { ClientLink, toResolution, type ProviderOptions } from '@signalbox/core/openfeature';
import {
  createClient,
  type Client,
  type EvaluationDetails,
  type NodeClientOptions,
} from '@signalbox/sdk-node';

/** Options of a provider besides those of its client. */
export type SignalboxProviderOptions = ProviderOptions<Hook>;

/**
 * Signalbox as a provider of OpenFeature's server SDK. Flags are evaluated in this process.
 *
 * @example
 * ```ts
 * const provider = new SignalboxProvider({ url: 'https://flags.example.com', sdkKey: process.env.SIGNALBOX_SDK_KEY });
 * await OpenFeature.setProviderAndWait(provider);
 * await OpenFeature.getClient().getBooleanValue('new-checkout', false, { targetingKey: 'customer-42' });
 * ```
 */
export class SignalboxProvider implements Provider {
  readonly metadata = { name: 'signalbox' } as const;
  readonly runsOn = 'server';
  readonly events = new OpenFeatureEventEmitter();
  readonly hooks: Hook[];
  readonly #link: ClientLink;

  /**
   * @param source options as for `createClient`, or a client that is there already. Shutting the provider down closes
   *   only a client that it has made itself.
   */
  constructor(source: NodeClientOptions | Client, options: SignalboxProviderOptions = {}) {
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

  async resolveBooleanEvaluation(
    key: string,
    defaultValue: boolean,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<boolean>> {
    return this.#resolve(key, defaultValue, (client) => client.getBooleanDetails(key, defaultValue, context));
  }

  async resolveStringEvaluation(
    key: string,
    defaultValue: string,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<string>> {
    return this.#resolve(key, defaultValue, (client) => client.getStringDetails(key, defaultValue, context));
  }

  async resolveNumberEvaluation(
    key: string,
    defaultValue: number,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<number>> {
    return this.#resolve(key, defaultValue, (client) => client.getNumberDetails(key, defaultValue, context));
  }

  async resolveObjectEvaluation<T extends JsonValue>(
    key: string,
    defaultValue: T,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<T>> {
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
