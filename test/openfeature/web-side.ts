import './page-globals.ts';
import {
  InMemoryProvider,
  OpenFeature,
  ProviderEvents,
  type Client as OpenFeatureClient,
  type EvaluationContext,
  type EvaluationDetails,
  type FlagEvaluationOptions,
  type FlagValue,
  type Hook,
} from '@openfeature/web-sdk';
import { createClient } from '@signalbox/sdk-browser';
import { SignalboxWebProvider } from '@signalbox/sdk-browser/openfeature';
import { errorCodeOf } from './error-code.ts';
import { SILENT, type Fallback, type Heard, type HookCall, type Side } from './side.ts';

const DOMAIN = 'shop';
const EVENTS = [
  ProviderEvents.Ready,
  ProviderEvents.Error,
  ProviderEvents.Stale,
  ProviderEvents.ConfigurationChanged,
  ProviderEvents.ContextChanged,
  ProviderEvents.Reconciling,
];

/** Lets a test see what OpenFeature passes on. */
class SeeingProvider extends SignalboxWebProvider {
  seen: EvaluationContext = {};

  override resolveBooleanEvaluation(key: string, defaultValue: boolean, context: EvaluationContext) {
    this.seen = context;
    return super.resolveBooleanEvaluation(key, defaultValue, context);
  }
}

/** `@openfeature/web-sdk` with our provider, in a process that passes for a page. */
export async function webSide(): Promise<Side> {
  let client: OpenFeatureClient = OpenFeature.getClient(DOMAIN);
  let provider: SeeingProvider | undefined;
  const heard: Heard[] = [];
  const providerHookCalls: HookCall[] = [];

  OpenFeature.setLogger(SILENT);

  async function reset(): Promise<void> {
    await OpenFeature.clearProviders();
    await OpenFeature.clearContexts();
    OpenFeature.clearHandlers();
    OpenFeature.clearHooks();
    client = OpenFeature.getClient(DOMAIN);
    for (const event of EVENTS) {
      OpenFeature.addHandler(event, (details) => heard.push({ event, ...details }));
    }
    heard.length = 0;
    providerHookCalls.length = 0;
  }

  await reset();
  return {
    name: 'web',
    levels: ['API', 'Client'],
    async: false,
    keyName: 'clientKey',
    createClient,
    heard,
    providerHookCalls,
    reset,
    register(source, readyTimeoutMs) {
      const hooks = [tellingHook((call) => providerHookCalls.push(call))];
      provider = new SeeingProvider(source, { readyTimeoutMs, hooks });
      return errorCodeOf(OpenFeature.setProviderAndWait(DOMAIN, provider));
    },
    registerOnly: (source) => void OpenFeature.setProvider(DOMAIN, new SignalboxWebProvider(source)),
    async registerAgain() {
      await OpenFeature.setProviderAndWait(DOMAIN, new InMemoryProvider());
      return provider && errorCodeOf(OpenFeature.setProviderAndWait(DOMAIN, provider));
    },
    status: () => client.providerStatus,
    addHook: (told) => void client.addHooks(tellingHook(told)),
    setContext: (level, context) =>
      level === 'API' ? OpenFeature.setContext(context) : OpenFeature.setContext(DOMAIN, context),
    async evaluate(key, fallback, { context, hooks = [] } = {}) {
      if (context) await OpenFeature.setContext(DOMAIN, context);
      return ask(client, key, fallback, { hooks: hooks.map(tellingHook) });
    },
    async askProvider(key, fallback) {
      if (!provider) throw new Error('No provider was registered.');
      return provider.resolveBooleanEvaluation(key, fallback, {});
    },
    seen: () => provider?.seen ?? {},
    track(event, context, details) {
      void OpenFeature.setContext(DOMAIN, context);
      client.track(event, details);
    },
  };
}

function tellingHook(told: (call: HookCall) => void): Hook {
  return {
    before: () => told({ stage: 'before' }),
    after: (_, details) => told({ stage: 'after', details }),
    error: () => told({ stage: 'error' }),
    finally: (_, details) => told({ stage: 'finally', details }),
  };
}

function ask(
  client: OpenFeatureClient,
  key: string,
  fallback: Fallback,
  options: FlagEvaluationOptions,
): EvaluationDetails<FlagValue> {
  if (typeof fallback === 'boolean') return client.getBooleanDetails(key, fallback, options);
  if (typeof fallback === 'string') return client.getStringDetails(key, fallback, options);
  if (typeof fallback === 'number') return client.getNumberDetails(key, fallback, options);
  return client.getObjectDetails(key, fallback, options);
}
