import type { BrowserClient, BrowserClientOptions } from '@signalbox/sdk-browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectBrowser } from '../../setup/connect-browser.ts';
import { startSignalbox, type Signalbox } from '../../setup/signalbox.ts';
import { servePage, type ServedPage } from './serve-page.ts';

declare global {
  var createClient: (options: BrowserClientOptions) => BrowserClient;
  var client: BrowserClient;
  /** What the client's listeners and warnings said. */
  var heard: unknown[];
}

const soon = { timeout: 20_000, interval: 20 };

let signalbox: Signalbox;
let served: ServedPage;
let browser: Browser;
let page: Page;
/** Every address that the page asked. */
let asked: string[];

beforeAll(async () => {
  [signalbox, served, browser] = await Promise.all([startSignalbox(), servePage(), connectBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
  await signalbox?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await signalbox.start();
  page = await (await browser.newContext()).newPage();
  asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(served.url);
  await page.waitForFunction(() => typeof createClient === 'function');
});

afterEach(() => page.context().close());

async function connect(options: Partial<BrowserClientOptions> = {}): Promise<void> {
  const { url, clientKey } = signalbox;
  await page.evaluate(
    (given) => {
      globalThis.heard = [];
      globalThis.client = createClient({ ...given, onWarning: (message) => heard.push(message) });
      client.on('change', (keys) => heard.push(keys));
    },
    { url, sdkKey: clientKey, ...options },
  );
}

const ready = () => page.evaluate(() => client.ready({ timeoutMs: 20_000 }));
const isEnabled = (key: string) => page.evaluate((flag) => client.isEnabled(flag), key);

describe('a page with the SDK', () => {
  test('answers in the page, for the context that it was given', async () => {
    await connect({ context: { targetingKey: 'customer-03', plan: 'business' } });
    expect(await ready()).toEqual({ ready: true, status: 'READY' });
    expect(await isEnabled('bulk-orders')).toBe(true);
    expect(await page.evaluate(() => client.isEnabled('bulk-orders', { plan: 'personal' }))).toBe(false);
    expect(await page.evaluate(() => client.getObjectValue('announcement', null))).toMatchObject({
      color: 'blue',
    });
  });

  test('sees only flags that are marked for clients', async () => {
    await connect();
    await ready();
    expect(await page.evaluate(() => client.getStringDetails('payment-provider', 'none').errorCode)).toBe(
      'FLAG_NOT_FOUND',
    );
  });

  test('tells its listeners when another context is set', async () => {
    await connect({ context: { targetingKey: 'customer-01', plan: 'personal' } });
    await ready();
    expect(await isEnabled('bulk-orders')).toBe(false);
    await page.evaluate(() => {
      heard.length = 0;
      client.setContext({ targetingKey: 'customer-02', plan: 'business' });
    });
    expect(await isEnabled('bulk-orders')).toBe(true);
    expect(await page.evaluate(() => heard)).toEqual([
      expect.arrayContaining(['bulk-orders', 'new-checkout']),
    ]);
  });

  test('follows a kill without reload, and hears which flag changed', async () => {
    await connect();
    await ready();
    expect(await isEnabled('recommendations')).toBe(true);
    await page.evaluate(() => (heard.length = 0));
    await signalbox.admin.kill('recommendations');
    await vi.waitFor(async () => expect(await isEnabled('recommendations')).toBe(false), soon);
    expect(await page.evaluate(() => heard)).toEqual([['recommendations']]);
    await signalbox.admin.restore('recommendations');
    await vi.waitFor(async () => expect(await isEnabled('recommendations')).toBe(true), soon);
  });

  test('goes on answering when the server goes away, and comes back by itself', async () => {
    await connect();
    await ready();
    await signalbox.stop('SIGKILL');
    expect(await isEnabled('recommendations')).toBe(true);
    await signalbox.start();
    await signalbox.admin.kill('recommendations');
    await vi.waitFor(async () => expect(await isEnabled('recommendations')).toBe(false), soon);
    await signalbox.admin.restore('recommendations');
  });

  test('sends what it counted when the page is left', async () => {
    const count = async () => {
      const rows = await signalbox.admin.exposures('bulk-orders');
      return rows.reduce((sum, row) => sum + row.count, 0);
    };
    await connect();
    await ready();
    const before = await count();
    await page.evaluate(() => {
      for (let n = 0; n < 7; n++) client.isEnabled('bulk-orders');
    });
    await page.goto('about:blank');
    await vi.waitFor(async () => expect((await count()) - before).toBe(7), soon);
  });

  test('sends what it tracked', async () => {
    await connect();
    await ready();
    await page.evaluate(() => {
      client.track('order', {}, { value: 19.5 });
      client.track('order');
      return client.flush();
    });
    expect(await signalbox.admin.metrics()).toContainEqual(
      expect.objectContaining({ metric: 'order', count: 2, sum: 19.5 }),
    );
  });

  test('asks nothing that a browser would ask leave for first', async () => {
    const methods: string[] = [];
    page.on('request', (request) => methods.push(request.method()));
    await connect();
    await ready();
    await page.evaluate(() => client.isEnabled('recommendations'));
    await page.evaluate(() => client.flush());
    expect(methods.toSorted()).toEqual(['GET', 'POST']);
  });

  test('has an ended stream and nothing to send once it is closed', async () => {
    await connect();
    await ready();
    const browsers = async () => (await signalbox.admin.receipt(0)).browsers;
    await vi.waitFor(async () => expect(await browsers()).toBe(1), soon);
    await page.evaluate(() => client.close());
    await vi.waitFor(async () => expect(await browsers()).toBe(0), soon);
    expect(await isEnabled('recommendations')).toBe(true);
  });
});

describe('a page whose options are not valid', () => {
  test('never sends a server-side key, and says what to do', async () => {
    await connect({ sdkKey: signalbox.serverKey });
    expect(await ready()).toMatchObject({ ready: false, status: 'FATAL' });
    expect(await page.evaluate(() => heard)).toEqual([expect.stringContaining('client-side key')]);
    await page.evaluate(() => client.close());
    expect(asked.filter((url) => url.startsWith(signalbox.url))).toEqual([]);
    expect(await page.evaluate(() => client.isEnabled('recommendations', {}, true))).toBe(true);
  });

  test('learns that its key is refused, although an EventSource does not say so', async () => {
    await connect({ sdkKey: `sbx_client_${'x'.repeat(36)}` });
    expect(await ready()).toMatchObject({ ready: false, status: 'ERROR' });
    expect(await page.evaluate(() => heard)).toContainEqual(expect.stringContaining('refuses the SDK key'));
  });

  test('does not throw, whatever it passes', async () => {
    const thrown = await page.evaluate(() => {
      const odd: unknown[] = [undefined, null, 0, 'text', Symbol('s'), [], () => 1, Object.create(null)];
      const create = createClient as (options: unknown) => BrowserClient;
      for (const options of odd) create(options);
      create({
        get context() {
          throw new Error('no context');
        },
      });
      for (const context of odd) {
        const created = create({ url: 'http://127.0.0.1:9', sdkKey: 'sbx_client_x', context });
        const ask = created.getStringValue.bind(created) as (...parts: unknown[]) => unknown;
        for (const key of odd) if (ask(key, 'default') !== 'default') return 'another answer';
        created.setContext(context as never);
        void created.close();
      }
      return undefined;
    });
    expect(thrown).toBeUndefined();
  });
});
