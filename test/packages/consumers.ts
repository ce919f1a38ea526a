/** What somebody writes who has the SDKs from the registry; each must compile as it is. */
export const CONSUMERS = {
  'sdk-node': `
    import { createClient, runWithContext } from '@signalbox/sdk-node';
    import type { Client, EvaluationDetails, Explanation, NodeClient, Reason } from '@signalbox/sdk-node';

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
    // @ts-expect-error only in a page another context can take the place of the first
    client.setContext({});

    const kept: NodeClient = createClient({
      url: 'https://flags.example.com',
      sdkKey: undefined,
      cacheFile: '/var/lib/shop/flags',
      context: { region: 'eu' },
    });
    export const why: Explanation = kept.explain('new-checkout', { targetingKey: 'c-1' });
    export const layoutOf: Promise<string> = runWithContext({ targetingKey: 'c-1' }, async () =>
      kept.getStringValue('product-layout', 'list'),
    );
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

/** The same, of those who use React. */
export const REACT_CONSUMER = `
  import { createClient, type Bootstrap, type BrowserClient, type JsonValue } from '@signalbox/sdk-browser';
  import { explain, type Explanation } from '@signalbox/sdk-browser/explain';
  import { FlagProvider, useFlag, useFlagDetails, useSignalbox } from '@signalbox/sdk-browser/react';
  import { createElement, type ReactElement } from 'react';

  declare const bootstrap: Bootstrap;
  const options = { url: 'https://flags.example.com', sdkKey: 'sbx_client_x', context: { plan: 'pro' }, bootstrap };
  const client = createClient(options);
  export const why: Explanation = explain(client, 'new-checkout', { targetingKey: 'c-1' });

  export function Checkout(): ReactElement {
    const on: boolean = useFlag('new-checkout', false);
    const layout: string = useFlag('product-layout', 'list', { targetingKey: 'c-1' });
    const from: number = useFlagDetails('free-shipping-threshold', 50).value;
    const announcement: JsonValue = useFlag('announcement', null);
    const { track }: BrowserClient = useSignalbox();
    // @ts-expect-error the default has another type
    const wrong: number = useFlag('product-layout', 'list');
    return createElement('p', { onClick: () => track('click') }, on, layout, from, announcement === null, wrong);
  }

  export const own = createElement(FlagProvider, { options }, createElement(Checkout));
  export const given = createElement(FlagProvider, { client, bootstrap }, createElement(Checkout));
  // @ts-expect-error a provider needs a client, or options for one
  createElement(FlagProvider, { bootstrap });
`;

/** The same, of those who serve with Hono or Express. */
export const MIDDLEWARE_CONSUMER = `
  import { flagContext as expressContext } from '@signalbox/sdk-node/express';
  import { flagContext as honoContext } from '@signalbox/sdk-node/hono';
  import express from 'express';
  import { Hono, type Context } from 'hono';

  interface Env {
    Variables: { customer: string };
  }
  const app = new Hono<Env>();
  app.use(honoContext((c) => ({ targetingKey: c.req.header('x-customer') })));
  app.use(honoContext(async (c: Context<Env>) => ({ targetingKey: c.get('customer') }), { onWarning: console.error }));
  express().use(expressContext((request) => ({ targetingKey: request.get('x-customer') })));
  express().use(expressContext((request: express.Request) => ({ host: request.hostname })));

  // @ts-expect-error a targeting key is a text
  honoContext(() => ({ targetingKey: 2 }));
`;
