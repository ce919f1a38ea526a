import {
  AsyncLocalStorageTransactionContextPropagator,
  InMemoryProvider,
  OpenFeature,
  ProviderEvents,
  type Client as OpenFeatureClient,
  type EvaluationContext,
  type EvaluationDetails,
  type FlagEvaluationOptions,
  type FlagValue,
  type Hook,
} from '@openfeature/server-sdk';
import { createClient } from '@signalbox/sdk-node';
import { SignalboxProvider } from '@signalbox/sdk-node/openfeature';
import { errorCodeOf } from './error-code.ts';
import { SILENT, type Context, type Fallback, type Heard, type HookCall, type Side } from './side.ts';

const DOMAIN = 'shop';
const EVENTS = [
  ProviderEvents.Ready,
  ProviderEvents.Error,
  ProviderEvents.Stale,
  ProviderEvents.ConfigurationChanged,
];

/** Lets a test see what OpenFeature passes on. */
class SeeingProvider extends SignalboxProvider {
  seen: EvaluationContext = {};

  override resolveBooleanEvaluation(key: string, defaultValue: boolean, context: EvaluationContext) {
    this.seen = context;
    return super.resolveBooleanEvaluation(key, defaultValue, context);
  }
}

/** `@openfeature/server-sdk` with our provider. */
export async function serverSide(): Promise<Side> {
  let client: OpenFeatureClient = OpenFeature.getClient(DOMAIN);
  let provider: SeeingProvider | undefined;
  let transaction: Context = {};
  let invocation: Context = {};
  const heard: Heard[] = [];
  const providerHookCalls: HookCall[] = [];

  OpenFeature.setLogger(SILENT);
  OpenFeature.setTransactionContextPropagator(new AsyncLocalStorageTransactionContextPropagator());

  async function reset(): Promise<void> {
    await OpenFeature.clearProviders();
    OpenFeature.clearHandlers();
    OpenFeature.clearHooks();
    OpenFeature.setContext({});
    transaction = {};
    invocation = {};
    client = OpenFeature.getClient(DOMAIN);
    for (const event of EVENTS) {
      OpenFeature.addHandler(event, (details) => heard.push({ event, ...details }));
    }
    heard.length = 0;
    providerHookCalls.length = 0;
  }

  await reset();
  return {
    name: 'server',
    levels: ['API', 'Transaction', 'Client', 'Invocation', 'Before Hooks'],
    async: true,
    keyName: 'serverKey',
    createClient,
    heard,
    providerHookCalls,
    reset,
    register(source, readyTimeoutMs) {
      const hooks = [tellingHook((call) => providerHookCalls.push(call))];
      provider = new SeeingProvider(source, { readyTimeoutMs, hooks });
      return errorCodeOf(OpenFeature.setProviderAndWait(DOMAIN, provider));
    },
    registerOnly: (source) => void OpenFeature.setProvider(DOMAIN, new SignalboxProvider(source)),
    async registerAgain() {
      await OpenFeature.setProviderAndWait(DOMAIN, new InMemoryProvider());
      return provider && errorCodeOf(OpenFeature.setProviderAndWait(DOMAIN, provider));
    },
    status: () => client.providerStatus,
    addHook: (told) => void client.addHooks(tellingHook(told)),
    async setContext(level, context) {
      if (level === 'API') OpenFeature.setContext(context);
      else if (level === 'Client') client.setContext(context);
      else if (level === 'Before Hooks') client.addHooks({ before: () => context });
      else if (level === 'Transaction') transaction = context;
      else invocation = context;
    },
    evaluate: (key, fallback, { context, hooks = [] } = {}) =>
      inTransaction(transaction, () =>
        ask(client, key, fallback, { ...invocation, ...context }, { hooks: hooks.map(tellingHook) }),
      ),
    async askProvider(key, fallback) {
      if (!provider) throw new Error('No provider was registered.');
      return provider.resolveBooleanEvaluation(key, fallback, {});
    },
    seen: () => provider?.seen ?? {},
    track: (event, context, details) => client.track(event, context, details),
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

function inTransaction<T>(context: Context, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    OpenFeature.setTransactionContext(context, () => void work().then(resolve, reject));
  });
}

function ask(
  client: OpenFeatureClient,
  key: string,
  fallback: Fallback,
  context: Context,
  options: FlagEvaluationOptions,
): Promise<EvaluationDetails<FlagValue>> {
  if (typeof fallback === 'boolean') return client.getBooleanDetails(key, fallback, context, options);
  if (typeof fallback === 'string') return client.getStringDetails(key, fallback, context, options);
  if (typeof fallback === 'number') return client.getNumberDetails(key, fallback, context, options);
  return client.getObjectDetails(key, fallback, context, options);
}
