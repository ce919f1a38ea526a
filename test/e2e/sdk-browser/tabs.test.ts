import type { BrowserClient, BrowserClientOptions } from '@signalbox/sdk-browser';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectBrowser } from '../../setup/connect-browser.ts';
import { startSignalbox, type Signalbox } from '../../setup/signalbox.ts';
import { servePage, type ServedPage } from './serve-page.ts';

declare global {
  var createClient: (options: BrowserClientOptions) => BrowserClient;
  var client: BrowserClient;
}

const soon = { timeout: 20_000, interval: 20 };

let signalbox: Signalbox;
let served: ServedPage;
let browser: Browser;
let context: BrowserContext;
/** Addresses of the streams that tabs opened, in order. */
let streams: string[];

beforeAll(async () => {
  [signalbox, served, browser] = await Promise.all([startSignalbox(), servePage(), connectBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
  await signalbox?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  context = await browser.newContext();
  streams = [];
  context.on('request', (request) => {
    if (request.url().includes('/sdk/v1/stream')) streams.push(request.url());
  });
});

afterEach(async () => {
  await context.close();
  await signalbox.admin.restore('recommendations').catch(() => undefined);
});

async function openTab({ fakeClock = false } = {}): Promise<Page> {
  const tab = await context.newPage();
  if (fakeClock) await tab.clock.install();
  await tab.goto(served.url);
  await tab.waitForFunction(() => typeof createClient === 'function');
  return tab;
}

async function connect(tab: Page): Promise<Page> {
  const { url, clientKey } = signalbox;
  await tab.evaluate((options) => void (globalThis.client = createClient(options)), {
    url,
    sdkKey: clientKey,
    cache: false,
  });
  return tab;
}

const ready = (tab: Page) => tab.evaluate(() => client.ready({ timeoutMs: 20_000 }));
const isEnabled = (tab: Page) => tab.evaluate(() => client.isEnabled('recommendations', {}, true));
const untilOff = (tab: Page) => vi.waitFor(async () => expect(await isEnabled(tab)).toBe(false), soon);
const browsers = async () => (await signalbox.admin.receipt(0)).browsers;
const untilStreams = (count: number) => vi.waitFor(async () => expect(await browsers()).toBe(count), soon);

describe('several tabs of one application', () => {
  test('share a stream: a change reaches them all', async () => {
    const tabs = [await openTab(), await openTab(), await openTab()];
    for (const tab of tabs) expect(await ready(await connect(tab))).toEqual({ ready: true, status: 'READY' });
    expect(streams).toHaveLength(1);
    await signalbox.admin.kill('recommendations');
    for (const tab of tabs) await untilOff(tab);
    expect(streams).toHaveLength(1);
  });

  test('go on from where they stand when the tab with the stream is closed', async () => {
    const first = await connect(await openTab());
    await ready(first);
    const second = await connect(await openTab());
    await ready(second);
    await first.close();
    await vi.waitFor(() => expect(streams).toHaveLength(2), soon);
    const revision = await second.evaluate(() => client.stats().revision);
    expect(new URL(streams[1] ?? '').searchParams.get('since')).toMatch(new RegExp(`\\.${revision}$`));
    await signalbox.admin.kill('recommendations');
    await untilOff(second);
  });

  test('have one again when the tab with the stream ends its client', async () => {
    const first = await connect(await openTab());
    await ready(first);
    const second = await connect(await openTab());
    await ready(second);
    await first.evaluate(() => client.close());
    await signalbox.admin.kill('recommendations');
    await untilOff(second);
    expect(await isEnabled(first)).toBe(true);
  });

  test('replace a tab that holds the lock and says nothing, as a frozen one does', async () => {
    const frozen = await openTab();
    await frozen.evaluate(
      (name) => void navigator.locks.request(name, () => new Promise(() => undefined)),
      signalbox.url + signalbox.clientKey,
    );
    const tab = await connect(await openTab({ fakeClock: true }));
    expect(streams).toEqual([]);
    await tab.clock.fastForward(6_000);
    expect(await ready(tab)).toEqual({ ready: true, status: 'READY' });
  });

  test('have a stream each where the browser has no locks', async () => {
    await context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
    });
    for (const tab of [await openTab(), await openTab()]) await ready(await connect(tab));
    expect(streams).toHaveLength(2);
  });
});

describe('a tab', () => {
  /** What a browser does when its user goes to another tab, or comes back. */
  const show = (tab: Page, state: 'hidden' | 'visible') =>
    tab.evaluate((visibilityState) => {
      Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    }, state);

  test('that nobody looks at lets go of the server, and is up to date once somebody comes back', async () => {
    const tab = await connect(await openTab({ fakeClock: true }));
    await ready(tab);
    await show(tab, 'hidden');
    await tab.clock.fastForward(59_000);
    await untilStreams(1);
    await tab.clock.fastForward(2_000);
    await untilStreams(0);
    expect(await tab.evaluate(() => client.status)).toBe('READY');
    await signalbox.admin.kill('recommendations');
    expect(await isEnabled(tab)).toBe(true);
    await tab.clock.fastForward(60_000);
    expect(await tab.evaluate(() => client.status)).toBe('STALE');
    await show(tab, 'visible');
    await untilOff(tab);
    expect(await tab.evaluate(() => client.status)).toBe('READY');
  });

  test('that is left has no open stream, so that the browser can keep it for the way back', async () => {
    const tab = await connect(await openTab());
    await ready(tab);
    const pass = (name: string) =>
      tab.evaluate((type) => dispatchEvent(new PageTransitionEvent(type, { persisted: true })), name);
    await pass('pagehide');
    await untilStreams(0);
    expect(await tab.evaluate(async () => (await navigator.locks.query()).held)).toEqual([]);
    await signalbox.admin.kill('recommendations');
    await pass('pageshow');
    await untilOff(tab);
  });

  test('that was without a network does not wait once there is one', async () => {
    const tab = await openTab({ fakeClock: true });
    await context.setOffline(true);
    await connect(tab);
    await vi.waitFor(
      async () => expect(await tab.evaluate(() => client.stats().problem)).toContain('no answer:'),
      soon,
    );
    await tab.clock.pauseAt(Date.now() + 3_600_000);
    await context.setOffline(false);
    await vi.waitFor(async () => expect(await tab.evaluate(() => client.status)).toBe('READY'), soon);
  });
});
