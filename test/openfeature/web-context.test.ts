import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startSignalbox, type Signalbox } from '../setup/signalbox.ts';
import { openDoor, type Door } from './door.ts';
import { webSide } from './web-side.ts';

const soon = { timeout: 20_000, interval: 10 };
const side = await webSide();

let signalbox: Signalbox;
let door: Door;

beforeAll(async () => {
  signalbox = await startSignalbox();
});

beforeEach(async () => {
  door = await openDoor(signalbox.url);
});

afterEach(async () => {
  await side.reset();
  await door.shut();
});

afterAll(() => signalbox?.[Symbol.asyncDispose]());

const register = (readyTimeoutMs?: number) =>
  side.register(
    { url: door.url, sdkKey: signalbox.clientKey, staleAfterMs: 0, onWarning: () => undefined },
    readyTimeoutMs,
  );
const events = () => side.heard.map(({ event }) => event);

describe('the context of a page', () => {
  test('is in force as soon as it is set', async () => {
    await side.setContext('Client', { plan: 'personal' });
    await register();
    expect(await side.evaluate('bulk-orders', false)).toMatchObject({ value: false });
    void side.setContext('Client', { plan: 'business' });
    expect(await side.evaluate('bulk-orders', false)).toMatchObject({ value: true });
    expect(events()).toEqual(['PROVIDER_READY', 'PROVIDER_CONTEXT_CHANGED']);
  });

  test('makes nothing fresh that is stale', async () => {
    await register();
    await door.shut();
    await vi.waitFor(() => expect(side.status()).toBe('STALE'), soon);
    await side.setContext('Client', { plan: 'business' });
    await vi.waitFor(
      () => expect(events().slice(-2)).toEqual(['PROVIDER_CONTEXT_CHANGED', 'PROVIDER_STALE']),
      soon,
    );
    expect(side.status()).toBe('STALE');
  });

  test('makes nothing ready that is not', async () => {
    await door.shut();
    await register(1);
    await side.setContext('Client', { plan: 'business' });
    await vi.waitFor(
      () => expect(events().slice(-2)).toEqual(['PROVIDER_CONTEXT_CHANGED', 'PROVIDER_ERROR']),
      soon,
    );
    expect(side.status()).toBe('ERROR');
    expect(side.heard.at(-1)).toMatchObject({ errorCode: 'PROVIDER_NOT_READY' });
  });
});
