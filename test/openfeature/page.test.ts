import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { root } from '../../scripts/root.ts';
import { servePage, type ServedPage } from '../e2e/sdk-browser/serve-page.ts';
import { connectBrowser } from '../setup/connect-browser.ts';
import { startSignalbox, type Signalbox } from '../setup/signalbox.ts';
import { openDoor } from './door.ts';
import type { Given } from './page.ts';

declare global {
  var given: Given;
}

const soon = { timeout: 20_000, interval: 20 };

let signalbox: Signalbox;
let served: ServedPage;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const script = `import ${JSON.stringify(join(root, 'test/openfeature/page.ts'))};`;
  [signalbox, served, browser] = await Promise.all([startSignalbox(), servePage(script), connectBrowser()]);
  page = await (await browser.newContext()).newPage();
});

afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
  await signalbox?.[Symbol.asyncDispose]();
});

test('a page that comes back answers at once from what it has kept, even without a server', async () => {
  await using door = await openDoor(signalbox.url);
  const visit = async () => {
    await page.goto(served.url);
    await page.waitForFunction(() => 'given' in globalThis);
    return page.evaluate(
      async ({ url, sdkKey }) => {
        const { OpenFeature, SignalboxWebProvider } = given;
        const patience = { readyTimeoutMs: 1_000_000 };
        await OpenFeature.setProviderAndWait(new SignalboxWebProvider({ url, sdkKey }, patience));
        return OpenFeature.getClient().getBooleanDetails('recommendations', false).reason;
      },
      { url: door.url, sdkKey: signalbox.clientKey },
    );
  };
  const status = () => page.evaluate(() => given.OpenFeature.getClient().providerStatus);

  expect(await visit()).toBe('STATIC');
  await page.waitForFunction(() => localStorage.length > 0);
  await door.shut();
  expect(await visit()).toBe('CACHED');
  await vi.waitFor(async () => expect(await status()).toBe('STALE'), soon);
  await door.open();
  await vi.waitFor(async () => expect(await status()).toBe('READY'), soon);
});

test('a page asks OpenFeature, and hears of changes', async () => {
  await page.goto(served.url);
  await page.waitForFunction(() => 'given' in globalThis);
  const on = await page.evaluate(
    async ({ url, sdkKey }) => {
      const { OpenFeature, ProviderEvents, SignalboxWebProvider, heard } = given;
      await OpenFeature.setProviderAndWait(new SignalboxWebProvider({ url, sdkKey }), {
        targetingKey: 'customer-03',
        plan: 'business',
      });
      const client = OpenFeature.getClient();
      client.addHandler(ProviderEvents.ConfigurationChanged, (details) => heard.push(details?.flagsChanged));
      return [
        client.getBooleanValue('bulk-orders', false),
        client.getObjectDetails('announcement', {}).reason,
        client.getBooleanDetails('payment-provider', true).errorCode,
      ];
    },
    { url: signalbox.url, sdkKey: signalbox.clientKey },
  );
  expect(on).toEqual([true, 'TARGETING_MATCH', 'FLAG_NOT_FOUND']);

  await signalbox.admin.kill('recommendations');
  await vi.waitFor(
    async () => expect(await page.evaluate(() => given.heard)).toEqual([['recommendations']]),
    soon,
  );
  expect(
    await page.evaluate(() => given.OpenFeature.getClient().getBooleanValue('recommendations', true)),
  ).toBe(false);
  await page.evaluate(() => given.OpenFeature.close());
});
