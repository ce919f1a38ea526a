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
    // @ts-expect-error what the SDKs share stays inside
    client.announceAll();
  `,
  'sdk-browser': `
    import { createClient, type BrowserClient, type EvaluationContext } from '@signalbox/sdk-browser';

    const context: EvaluationContext = { targetingKey: 'c-1' };
    const client: BrowserClient = createClient({ url: 'https://flags.example.com', sdkKey: 'sbx_client_x', context });
    client.setContext({ targetingKey: 'c-2', plan: 'business' });
    export const on: boolean = client.isEnabled('new-checkout');

    // @ts-expect-error a targeting key is a text
    client.setContext({ targetingKey: 2 });
  `,
};
