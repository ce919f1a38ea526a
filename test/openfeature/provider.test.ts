import type { Client } from '@signalbox/sdk-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startSignalbox, type Signalbox } from '../setup/signalbox.ts';
import { openDoor, type Door } from './door.ts';
import { createFlags } from './flags.ts';
import { serverSide } from './server-side.ts';
import { webSide } from './web-side.ts';

const soon = { timeout: 20_000, interval: 10 };
/** A flag of the demo project that is on for everyone. */
const FLAG = 'recommendations';

let signalbox: Signalbox;

beforeAll(async () => {
  signalbox = await startSignalbox();
  await createFlags(signalbox, {
    'since-friday': {
      variants: { yes: true, no: false },
      serves: 'no',
      rule: {
        serves: 'yes',
        clauses: [{ attribute: 'signedUp', operator: 'after', values: ['2026-11-20T18:00:00+01:00'] }],
      },
    },
  });
});

afterAll(() => signalbox?.[Symbol.asyncDispose]());

describe.each([await serverSide(), await webSide()])('the provider for the $name SDK', (side) => {
  let door: Door;
  const options = () => ({
    url: door.url,
    sdkKey: signalbox[side.keyName],
    staleAfterMs: 0,
    onWarning: () => undefined,
  });
  const events = () => side.heard.map(({ event }) => event);
  const heard = (event: string) => vi.waitFor(() => expect(events()).toContain(event), soon);
  const ask = () => side.evaluate(FLAG, false);

  beforeEach(async () => {
    door = await openDoor(signalbox.url);
  });

  afterEach(async () => {
    await side.reset();
    await door.shut();
  });

  test('is ready once it has a ruleset, and answers from it', async () => {
    expect(await side.register(options())).toBeUndefined();
    expect(side.status()).toBe('READY');
    expect(events()).toEqual(['PROVIDER_READY']);
    expect(await ask()).toEqual({
      flagKey: FLAG,
      value: true,
      variant: 'on',
      reason: 'STATIC',
      flagMetadata: {},
    });
  });

  test('is called signalbox in events and hooks', async () => {
    await side.register(options());
    expect(side.heard[0]).toMatchObject({ providerName: 'signalbox' });
  });

  test('fails for good when the key is refused, and says why', async () => {
    const failed = await side.register({ ...options(), sdkKey: `sbx_client_${'x'.repeat(36)}` });
    expect(failed).toBe('PROVIDER_FATAL');
    expect(side.status()).toBe('FATAL');
    expect(side.heard).toEqual([
      expect.objectContaining({ event: 'PROVIDER_ERROR', message: expect.stringContaining('401') }),
    ]);
    expect(await ask()).toMatchObject({ value: false, errorCode: 'PROVIDER_FATAL' });
  });

  test.each([
    ['no address', { url: undefined }, '"url"'],
    ['no key', { sdkKey: '' }, '"sdkKey"'],
  ])('fails for good when it is given %s', async (_, wrong, named) => {
    expect(await side.register({ ...options(), ...wrong })).toBe('PROVIDER_FATAL');
    expect(side.heard).toEqual([
      expect.objectContaining({ event: 'PROVIDER_ERROR', message: expect.stringContaining(named) }),
    ]);
  });

  test('is not ready while there is no server, no longer than it was told to wait, and later by itself', async () => {
    await door.shut();
    expect(await side.register(options(), 1)).toBe('PROVIDER_NOT_READY');
    expect(side.status()).toBe('ERROR');
    expect(await ask()).toMatchObject({ value: false, reason: 'ERROR', errorCode: 'PROVIDER_NOT_READY' });
    await door.open();
    await heard('PROVIDER_READY');
    expect(side.status()).toBe('READY');
    expect(await ask()).toMatchObject({ value: true });
  });

  test('turns fatal when the server comes up and refuses the key', async () => {
    await door.shut();
    await side.register({ ...options(), sdkKey: `sbx_client_${'x'.repeat(36)}` }, 1);
    await door.open();
    await vi.waitFor(() => expect(side.status()).toBe('FATAL'), soon);
    expect(side.heard.at(-1)).toMatchObject({
      event: 'PROVIDER_ERROR',
      errorCode: 'PROVIDER_FATAL',
      message: expect.stringContaining('401'),
    });
  });

  test('is stale while the server is gone, and goes on answering', async () => {
    await side.register(options());
    await door.shut();
    await heard('PROVIDER_STALE');
    expect(side.status()).toBe('STALE');
    expect(await ask()).toMatchObject({ value: true, reason: 'STALE', flagMetadata: { reason: 'STATIC' } });
    await door.open();
    await vi.waitFor(() => expect(side.status()).toBe('READY'), soon);
    expect(events()).toEqual(['PROVIDER_READY', 'PROVIDER_STALE', 'PROVIDER_READY']);
    expect(await ask()).toMatchObject({ value: true, reason: 'STATIC' });
  });

  test('tells which flags have changed, once they have', async () => {
    await side.register(options());
    await signalbox.admin.kill(FLAG);
    await heard('PROVIDER_CONFIGURATION_CHANGED');
    expect(side.heard.at(-1)).toMatchObject({ flagsChanged: [FLAG] });
    expect(await ask()).toMatchObject({ value: false, reason: 'DISABLED' });
    await signalbox.admin.restore(FLAG);
  });

  test('understands dates in a context', async () => {
    await side.register(options());
    const since = (signedUp: Date) => side.evaluate('since-friday', false, { context: { signedUp } });
    expect((await since(new Date('2026-11-20T17:00:01Z'))).value).toBe(true);
    expect((await since(new Date('2026-11-20T16:59:59Z'))).value).toBe(false);
  });

  test('answers numbers and objects, and tells them from other types', async () => {
    await side.register(options());
    expect(await side.evaluate('free-shipping-threshold', 1)).toMatchObject({ value: 50 });
    const tester = { context: { targetingKey: 'customer-03' } };
    expect(await side.evaluate('announcement', { color: 'none' }, tester)).toMatchObject({
      value: { color: 'blue' },
    });
    expect(await side.evaluate('announcement', 'none')).toMatchObject({
      value: 'none',
      errorCode: 'TYPE_MISMATCH',
    });
  });

  test('runs the hooks that it was given', async () => {
    await side.register(options());
    await ask();
    await side.evaluate('no-such-flag', 'none');
    expect(side.providerHookCalls.map(({ stage }) => stage)).toEqual([
      'before',
      'after',
      'finally',
      'before',
      'error',
      'finally',
    ]);
  });

  describe('shut down', () => {
    test('has no connection, and is as if it had never been initialised', async () => {
      await side.register(options());
      expect(door.connections()).toBeGreaterThan(0);
      expect(await side.askProvider(FLAG, false)).toMatchObject({ value: true });
      await side.reset();
      await vi.waitFor(() => expect(door.connections()).toBe(0), soon);
      expect(await side.askProvider(FLAG, false)).toMatchObject({
        value: false,
        reason: 'ERROR',
        errorCode: 'PROVIDER_NOT_READY',
      });
    });

    test('can be initialised again', async () => {
      await side.register(options());
      expect(await side.registerAgain()).toBeUndefined();
      expect(await ask()).toMatchObject({ value: true });
    });

    test('waits for no server that is gone', async () => {
      await side.register(options());
      await door.shut();
      await side.reset();
      expect(await side.askProvider(FLAG, false)).toMatchObject({ errorCode: 'PROVIDER_NOT_READY' });
    });
  });

  describe('with a client of the application', () => {
    let client: Client;

    beforeEach(async () => {
      client = side.createClient(options());
      await client.ready();
    });

    afterEach(() => client.close());

    test('leaves it open when it is shut down', async () => {
      await side.register(client);
      expect(await ask()).toMatchObject({ value: true });
      await side.reset();
      await signalbox.admin.kill(FLAG);
      await vi.waitFor(() => expect(client.isEnabled(FLAG)).toBe(false), soon);
      await signalbox.admin.restore(FLAG);
    });

    test('tells of a change once, although it was initialised twice', async () => {
      await side.register(client);
      await side.registerAgain();
      await signalbox.admin.kill(FLAG);
      await heard('PROVIDER_CONFIGURATION_CHANGED');
      expect(events().filter((event) => event === 'PROVIDER_CONFIGURATION_CHANGED')).toHaveLength(1);
      await signalbox.admin.restore(FLAG);
    });

    test('counts as stale from the start when the client is', async () => {
      await door.shut();
      await vi.waitFor(() => expect(client.status).toBe('STALE'), soon);
      expect(await side.register(client)).toBeUndefined();
      await heard('PROVIDER_STALE');
      expect(side.status()).toBe('STALE');
    });

    test('passes tracking on to it', async () => {
      const track = vi.spyOn(client, 'track');
      await side.register(client);
      side.track('order', { targetingKey: 'customer-42' }, { value: 49.5, currency: 'EUR' });
      side.track('visit', { targetingKey: 'customer-42' }, {});
      expect(track.mock.calls).toEqual([
        ['order', { targetingKey: 'customer-42' }, { value: 49.5 }],
        ['visit', { targetingKey: 'customer-42' }, {}],
      ]);
    });
  });
});
