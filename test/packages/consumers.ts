/** What somebody writes who has the SDKs from the registry; each must compile as it is. */
export const CONSUMERS = {
  'sdk-node': `
    import { createClient, type Client, type EvaluationDetails, type Reason } from '@signalbox/sdk-node';

    const client: Client = createClient({ url: 'https://flags.example.com', sdkKey: undefined });
    const on: boolean = client.isEnabled('new-checkout', { targetingKey: 'c-1', company: { plan: 'business' } });
    const layout: string = client.getStringValue('product-layout', 'list');
    const details: EvaluationDetails<number> = client.getNumberDetails('free-shipping-threshold', 50);
    const reason: Reason = details.reason;
    const stop: () => void = client.on('change', (keys: readonly string[]) => keys.length);
    client.on('status', (status) => status === 'READY');
    const { ready, problem } = await client.ready({ timeoutMs: 1_000 });
    await client.close();
    export { details, layout, on, problem, ready, reason, stop };

    // @ts-expect-error there is no such event
    client.on('changed', () => undefined);
    // @ts-expect-error the default has another type
    client.getStringValue('product-layout', 1);
    client.track('order', { targetingKey: 'c-1' }, { value: 49.5 });
    // @ts-expect-error only a page has one context for all questions
    client.setContext({});
  `,
  'sdk-browser': `
    import { createClient, type BrowserClient, type EvaluationContext } from '@signalbox/sdk-browser';

    const context: EvaluationContext = { targetingKey: 'c-1' };
    const client: BrowserClient = createClient({ url: 'https://flags.example.com', sdkKey: 'sbx_client_x', context });
    client.setContext({ targetingKey: 'c-2', plan: 'business' });
    client.track('order');
    export const on: boolean = client.isEnabled('new-checkout');

    // @ts-expect-error a targeting key is a text
    client.setContext({ targetingKey: 2 });
  `,
};

/** The same, of those who use them through OpenFeature. */
export const OPENFEATURE_CONSUMERS = {
  'sdk-node': `
    import { OpenFeature, type Hook, type Provider } from '@openfeature/server-sdk';
    import { createClient } from '@signalbox/sdk-node';
    import { SignalboxProvider, type SignalboxProviderOptions } from '@signalbox/sdk-node/openfeature';

    const source = { url: 'https://flags.example.com', sdkKey: undefined, application: 'shop' };
    const hook: Hook = { before: () => ({ region: 'eu' }) };
    const options: SignalboxProviderOptions = { hooks: [hook], readyTimeoutMs: 2_000 };
    export const provider: Provider = new SignalboxProvider(source, options);
    OpenFeature.setProvider(provider);
    OpenFeature.setProvider('domain', new SignalboxProvider(createClient(source)));

    // @ts-expect-error a provider needs a server and a key
    new SignalboxProvider({ hooks: [hook] });
  `,
  'sdk-browser': `
    import { OpenFeature, type Provider } from '@openfeature/web-sdk';
    import { createClient } from '@signalbox/sdk-browser';
    import { SignalboxWebProvider, type SignalboxWebProviderOptions } from '@signalbox/sdk-browser/openfeature';

    const source = { url: 'https://flags.example.com', sdkKey: 'sbx_client_x' };
    const options: SignalboxWebProviderOptions = { hooks: [{ before: () => undefined }] };
    export const provider: Provider = new SignalboxWebProvider(source, options);
    OpenFeature.setProvider(provider, { targetingKey: 'c-1' });
    OpenFeature.setProvider('domain', new SignalboxWebProvider(createClient(source)));

    // @ts-expect-error the time is a number
    new SignalboxWebProvider(source, { readyTimeoutMs: '2s' });
  `,
};
