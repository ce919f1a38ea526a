import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OpenFeature, type Client } from '@openfeature/server-sdk';
import { createClient } from '@signalbox/sdk-node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SERVER_KEY } from '../delivery/start-server.ts';
import { startSignalbox, type Signalbox } from '../setup/signalbox.ts';
import { startWithFlags } from './flags.ts';

let signalbox: Signalbox;
let client: Client;
beforeAll(async () => {
  signalbox = await startSignalbox();
  client = await connect('shop', signalbox.serverKey);
});
afterAll(async () => {
  await OpenFeature.close();
  await signalbox[Symbol.asyncDispose]();
});

async function connect(domain: string, sdkKey: string, baseUrl = signalbox.url): Promise<Client> {
  const headers: [string, string][] = [['Authorization', `Bearer ${sdkKey}`]];
  await OpenFeature.setProviderAndWait(domain, new OFREPProvider({ baseUrl, headers }));
  return OpenFeature.getClient(domain);
}

describe("OpenFeature's own provider for servers", () => {
  test.each([
    ['a rule', { country: 'AT' }, { value: 35, variant: 'lower', reason: 'TARGETING_MATCH' }],
    ['no rule', { country: 'NL' }, { value: 50, variant: 'standard', reason: 'UNKNOWN' }],
  ])('gets the value, the variant and the reason of %s', async (_, context, expected) => {
    const details = await client.getNumberDetails('free-shipping-threshold', 1, context);
    expect(details).toMatchObject(expected);
    expect(details.errorCode).toBeUndefined();
  });

  test('is told the rule, and the reason that OFREP has no word for', async () => {
    const matched = await client.getNumberDetails('free-shipping-threshold', 1, { country: 'AT' });
    expect(matched.flagMetadata).toEqual({ ruleId: 'german-speaking' });
    const unmatched = await client.getNumberDetails('free-shipping-threshold', 1, { country: 'NL' });
    expect(unmatched.flagMetadata).toEqual({ reason: 'DEFAULT' });
  });

  test('gets values of every type', async () => {
    const beta = { targetingKey: 'customer-03' };
    expect(await client.getBooleanValue('recommendations', false)).toBe(true);
    expect(await client.getStringValue('payment-provider', 'none')).toBe('primary');
    expect(await client.getObjectValue('announcement', {}, beta)).toEqual({
      text: 'Winter sale: 20 % off lamps',
      color: 'blue',
    });
    expect(await client.getObjectValue('announcement', { text: 'default' })).toBeNull();
  });

  test('gets JSON values as they are, lists and scalars too', async () => {
    await using server = await startWithFlags();
    const json = await connect('json', SERVER_KEY, server.url);
    expect(await json.getObjectValue('list', [])).toEqual(['a', 'b']);
    expect(await json.getObjectValue('list', {})).toEqual(['a', 'b']);
    expect(await json.getObjectValue('nothing', ['default'])).toBeNull();
    expect(await json.getObjectValue('scalar', 1)).toBe(12);
    expect(await json.getObjectDetails('scalar', {})).toMatchObject({
      value: {},
      errorCode: 'TYPE_MISMATCH',
    });
  });

  test.each([
    ['no such flag', 'nonsense', {}, 'FLAG_NOT_FOUND'],
    ['no targeting key where there must be one', 'product-layout', {}, 'TARGETING_KEY_MISSING'],
    ['another type', 'recommendations', { targetingKey: 'customer-1' }, 'TYPE_MISMATCH'],
  ])('gives the default for %s, with the error code', async (_, key, context, errorCode) => {
    const details = await client.getStringDetails(key, 'default', context);
    expect(details).toMatchObject({ value: 'default', reason: 'ERROR', errorCode });
  });

  test('gives the default when its key is refused', async () => {
    const stranger = await connect('stranger', `sbx_server_${'x'.repeat(36)}`);
    const details = await stranger.getBooleanDetails('recommendations', false);
    expect(details).toMatchObject({ value: false, reason: 'ERROR', errorCode: 'GENERAL' });
  });

  test('answers as our own SDK does, for every customer', async () => {
    const own = createClient({ url: signalbox.url, sdkKey: signalbox.serverKey });
    try {
      expect(await own.ready({ timeoutMs: 20_000 })).toMatchObject({ ready: true });
      for (let n = 1; n <= 60; n++) {
        const context = {
          targetingKey: `customer-${String(n).padStart(2, '0')}`,
          country: n % 3 === 0 ? 'DE' : 'NL',
          appVersion: n % 2 === 0 ? '2.4.0' : '2.2.9',
        };
        for (const key of ['free-shipping-threshold', 'loyalty-points']) {
          const { value, variant, reason } = own.getNumberDetails(key, -1, context);
          const words = reason === 'DEFAULT' ? 'UNKNOWN' : reason;
          expect(await client.getNumberDetails(key, -1, context)).toMatchObject({
            value,
            variant,
            reason: words,
          });
        }
        const { value, variant, reason } = own.getStringDetails('product-layout', '', context);
        expect(await client.getStringDetails('product-layout', '', context)).toMatchObject({
          value,
          variant,
          reason,
        });
      }
    } finally {
      await own.close();
    }
  });

  test('sees a kill, and is counted', async () => {
    const count = async () => {
      const rows = await signalbox.admin.exposures('payment-provider');
      return rows.filter(({ reason }) => reason === 'DISABLED').reduce((sum, row) => sum + row.count, 0);
    };
    await signalbox.admin.kill('payment-provider');
    const ask = () => client.getStringDetails('payment-provider', 'none');
    await vi.waitFor(async () => expect(await ask()).toMatchObject({ value: 'fallback' }));
    expect(await ask()).toMatchObject({ variant: 'fallback', reason: 'DISABLED' });
    // What was counted is written down before the server ends.
    await signalbox.stop();
    expect(await ask()).toMatchObject({ value: 'none', reason: 'ERROR' });
    await signalbox.start();
    expect(await count()).toBeGreaterThanOrEqual(2);
    await signalbox.admin.restore('payment-provider');
    await vi.waitFor(async () => expect(await ask()).toMatchObject({ value: 'primary' }));
  });
});
