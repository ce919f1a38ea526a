import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startSignalbox, type Signalbox } from '../../test/setup/signalbox.ts';
import { createClient, type Client, type ClientOptions } from './index.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
const soon = { timeout: 20_000, interval: 20 };

let signalbox: Signalbox;
const clients: Client[] = [];

function connect(options: Partial<ClientOptions> = {}): Client {
  const { url, serverKey } = signalbox;
  const client = createClient({ url, sdkKey: serverKey, onWarning: () => undefined, ...options });
  clients.push(client);
  return client;
}

beforeAll(async () => {
  signalbox = await startSignalbox();
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

afterAll(() => signalbox[Symbol.asyncDispose]());

describe('with a server', () => {
  test('flags of every type answer with variant and reason', async () => {
    const client = connect();
    expect(await client.ready()).toEqual({ ready: true, status: 'READY' });
    expect(client.isEnabled('recommendations')).toBe(true);
    expect(client.isEnabled('bulk-orders', { targetingKey: 'c-1', plan: 'business' })).toBe(true);
    expect(client.isEnabled('bulk-orders', { targetingKey: 'c-1', plan: 'personal' })).toBe(false);
    expect(client.getStringDetails('payment-provider', 'none')).toMatchObject({
      value: 'primary',
      variant: 'primary',
      reason: 'STATIC',
    });
    expect(client.getNumberDetails('free-shipping-threshold', 0, { country: 'DE' })).toMatchObject({
      value: 35,
      reason: 'TARGETING_MATCH',
    });
    expect(client.getObjectValue('announcement', null, { targetingKey: 'customer-03' })).toMatchObject({
      color: 'blue',
    });
    expect(client.getBooleanDetails('nobody-made-this', true)).toMatchObject({
      value: true,
      errorCode: 'FLAG_NOT_FOUND',
    });
    expect(client.getStringDetails('recommendations', 'x')).toMatchObject({
      value: 'x',
      errorCode: 'TYPE_MISMATCH',
    });
  });

  test('a kill arrives, change listeners hear which flag, and the operator sees it applied', async () => {
    const client = connect({ application: 'shop', applicationVersion: '1.2.3' });
    await client.ready();
    const heard: (readonly string[])[] = [];
    client.on('change', (keys) => heard.push(keys));

    const revision = await signalbox.admin.kill('recommendations');
    await vi.waitFor(() => expect(client.isEnabled('recommendations')).toBe(false), soon);
    expect(heard).toEqual([['recommendations']]);
    await vi.waitFor(async () => {
      const receipt = await signalbox.admin.receipt(revision);
      expect(receipt).toMatchObject({ complete: true, applied: receipt.connected });
      expect(receipt.instances).toContainEqual(
        expect.objectContaining({
          sdk: expect.stringMatching(/^node\//),
          application: 'shop',
          applicationVersion: '1.2.3',
          state: 'applied',
        }),
      );
    }, soon);

    await signalbox.admin.restore('recommendations');
    await vi.waitFor(() => expect(client.isEnabled('recommendations')).toBe(true), soon);
  });

  test('a share of the customers is in, and stays in as the share grows', async () => {
    const client = connect();
    await client.ready();
    const customers = Array.from({ length: 500 }, (_, n) => `customer-${n}`);
    const seeing = () =>
      customers.filter((targetingKey) => client.isEnabled('new-checkout', { targetingKey }));
    const grow = (share: number) =>
      signalbox.admin.configure('new-checkout', { enabled: true, fallthrough: { variant: 'on', share } });
    await grow(20_000);
    await vi.waitFor(() => expect(seeing().length).toBeGreaterThan(0), soon);
    const first = seeing();
    await grow(60_000);
    await vi.waitFor(() => expect(seeing().length).toBeGreaterThan(first.length), soon);
    expect(seeing()).toEqual(expect.arrayContaining(first));
    expect(client.isEnabled('new-checkout', {}, true), 'nobody to bucket: the default').toBe(true);
  });

  test('every exposure is counted by the server once', async () => {
    const client = connect();
    await client.ready();
    const count = async () => {
      const rows = await signalbox.admin.exposures('payment-provider');
      return rows.reduce((sum, row) => sum + row.count, 0);
    };
    const before = await count();
    for (let n = 0; n < 123; n++) client.getStringValue('payment-provider', 'none');
    await Promise.all([client.flush(), client.flush()]);
    await client.close();
    expect(client.stats().exposures).toMatchObject({
      counted: 123,
      accepted: 123,
      dropped: 0,
      pending: 0,
    });
    expect((await count()) - before).toBe(123);
  });

  test('a key that the server does not know: status ERROR, the default, and a warning that does not tell the key', async () => {
    const warnings: string[] = [];
    const sdkKey = `sbx_server_${'x'.repeat(36)}`;
    const client = connect({ sdkKey, onWarning: (message) => warnings.push(message) });
    expect(await client.ready({ timeoutMs: 20_000 })).toMatchObject({ ready: false, status: 'ERROR' });
    expect(client.isEnabled('recommendations', {}, false)).toBe(false);
    expect(warnings.join()).toContain('refuses the SDK key');
    expect(warnings.join()).not.toContain(sdkKey);
  });

  test('a client-side key works too, and shows what is for clients', async () => {
    const client = connect({ sdkKey: signalbox.clientKey });
    await client.ready();
    expect(client.isEnabled('recommendations')).toBe(true);
    expect(client.getStringDetails('payment-provider', 'none').errorCode).toBe('FLAG_NOT_FOUND');
  });
});

describe('when the server goes away', () => {
  beforeEach(() => signalbox.start());

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'flags go on answering after %s, and the client comes back by itself and hears what changed',
    async (signal) => {
      const client = connect();
      await client.ready();
      const statuses: string[] = [];
      client.on('status', (status) => statuses.push(status));
      await signalbox.stop(signal);
      expect(client.isEnabled('recommendations')).toBe(true);
      client.getStringValue('payment-provider', 'none');
      await client.flush();
      expect(client.stats().exposures).toMatchObject({ accepted: 0, dropped: 0 });

      await signalbox.start();
      await signalbox.admin.kill('recommendations');
      await vi.waitFor(() => expect(client.isEnabled('recommendations')).toBe(false), soon);
      await client.flush();
      const { counted, accepted } = client.stats().exposures;
      expect(accepted).toBe(counted);
      expect(statuses).toEqual([]);
      await signalbox.admin.restore('recommendations');
    },
  );

  test('a client that starts while it is away answers with defaults, and with flags as soon as it is back', async () => {
    await signalbox.stop('SIGKILL');
    const client = connect();
    expect(await client.ready({ timeoutMs: 50 })).toMatchObject({ ready: false, status: 'NOT_READY' });
    expect(client.getBooleanDetails('recommendations', true)).toMatchObject({
      value: true,
      errorCode: 'PROVIDER_NOT_READY',
    });
    const ready = client.ready({ timeoutMs: 25_000 });
    await signalbox.start();
    expect(await ready).toEqual({ ready: true, status: 'READY' });
    expect(client.isEnabled('recommendations')).toBe(true);
  });

  test('a feed that is lost for long shows as STALE, and as live again', async () => {
    const client = connect({ staleAfterMs: 1 });
    await client.ready();
    await signalbox.stop('SIGKILL');
    await vi.waitFor(() => expect(client.status).toBe('STALE'), soon);
    expect(client.getBooleanDetails('recommendations', false)).toMatchObject({
      value: true,
      reason: 'STALE',
      flagMetadata: { reason: 'STATIC' },
    });
    await signalbox.start();
    await vi.waitFor(() => expect(client.status).toBe('READY'), soon);
    expect(client.getBooleanDetails('recommendations', false).reason).toBe('STATIC');
  });
});
