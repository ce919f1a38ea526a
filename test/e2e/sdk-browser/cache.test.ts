import type { BrowserClient, BrowserClientOptions } from '@signalbox/sdk-browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectBrowser } from '../../setup/connect-browser.ts';
import { startSignalbox, type Signalbox } from '../../setup/signalbox.ts';
import { servePage, type ServedPage } from './serve-page.ts';

declare global {
  var createClient: (options: BrowserClientOptions) => BrowserClient;
  var client: BrowserClient;
  var heard: unknown[];
}

let signalbox: Signalbox;
let served: ServedPage;
let browser: Browser;
let page: Page;

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
  await open();
});

afterEach(() => page.context().close());

async function open(): Promise<void> {
  await page.goto(served.url);
  await page.waitForFunction(() => typeof createClient === 'function');
}

/** Creates a client, and gives what it answers in the same moment. */
async function connect(options: Partial<BrowserClientOptions> = {}) {
  const { url, clientKey } = signalbox;
  return page.evaluate(
    (given) => {
      globalThis.heard = [];
      globalThis.client = createClient({ ...given, onWarning: (message) => heard.push(message) });
      return { status: client.status, details: client.getBooleanDetails('recommendations', false) };
    },
    { url, sdkKey: clientKey, ...options },
  );
}

const ready = () => page.evaluate(() => client.ready({ timeoutMs: 20_000 }));
const kept = () => page.evaluate(() => Object.entries(localStorage));
const untilKept = () => page.waitForFunction(() => localStorage.length > 0);

describe('what a page keeps for the next one', () => {
  test('answers there from the first moment, with the server gone', async () => {
    expect(await connect()).toMatchObject({ details: { errorCode: 'PROVIDER_NOT_READY' } });
    await ready();
    await untilKept();
    await signalbox.stop('SIGKILL');
    await open();
    expect(await connect()).toMatchObject({
      status: 'STALE',
      details: { value: true, variant: 'on', reason: 'CACHED', flagMetadata: { reason: 'STATIC' } },
    });
    expect(await page.evaluate(() => client.ready({ timeoutMs: 1 }))).toMatchObject({ ready: true });

    await signalbox.start();
    expect(await ready()).toEqual({ ready: true, status: 'READY' });
    const reason = await page.evaluate(() => client.getBooleanDetails('recommendations', false).reason);
    expect(reason).toBe('STATIC');
  });

  test('gives way to a kill that happened meanwhile', async () => {
    await connect();
    await ready();
    await untilKept();
    await page.evaluate(() => client.close());
    await signalbox.admin.kill('recommendations');
    await open();
    expect((await connect()).details.value).toBe(true);
    await ready();
    expect(await page.evaluate(() => client.isEnabled('recommendations', {}, true))).toBe(false);
    await signalbox.admin.restore('recommendations');
  });

  test('does not tell the key, and is nobody else’s', async () => {
    await connect();
    await ready();
    await untilKept();
    expect(JSON.stringify(await kept())).not.toContain(signalbox.clientKey.slice(-20));
    await open();
    const other = await connect({ sdkKey: `sbx_client_${'x'.repeat(36)}` });
    expect(other.details.errorCode).toBe('PROVIDER_NOT_READY');
  });

  test('is nothing where the application does not want it', async () => {
    await connect({ cache: false });
    await ready();
    // Another client, created later and keeping under another name, has written its own by the time.
    const other = { url: signalbox.url.replace('http', 'HTTP'), sdkKey: signalbox.clientKey };
    await page.evaluate((options) => createClient(options).ready(), other);
    await untilKept();
    expect(await kept()).toHaveLength(1);
  });

  test('is passed over when something else wrote over it', async () => {
    await connect();
    await ready();
    await untilKept();
    await page.evaluate(() => {
      void client.close();
      for (const name of Object.keys(localStorage)) localStorage.setItem(name, '{"flags":[');
    });
    await open();
    expect(await connect()).toMatchObject({ status: 'NOT_READY' });
    expect(await page.evaluate(() => heard)).toEqual([expect.stringContaining('cached ruleset')]);
    expect(await ready()).toEqual({ ready: true, status: 'READY' });
  });

  test('is not missed where nothing may be kept', async () => {
    await page.evaluate(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    });
    await connect();
    expect(await ready()).toEqual({ ready: true, status: 'READY' });
    expect(await page.evaluate(() => heard)).toEqual([]);
  });

  test('does without when there is no room', async () => {
    const thrown: Error[] = [];
    page.on('pageerror', (error) => thrown.push(error));
    await page.evaluate(() => {
      for (let size = 2 ** 22; size >= 1; size /= 2) {
        try {
          for (let n = 0; ; n++) localStorage.setItem(`theirs-${size}-${n}`, 'x'.repeat(size));
        } catch {
          // Full, for pieces of this size.
        }
      }
    });
    await page.evaluate(() => {
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (...entry) {
        document.title = 'tried';
        setItem.apply(this, entry);
      };
    });
    await connect();
    await ready();
    await page.waitForFunction(() => document.title === 'tried');
    expect((await kept()).every(([name]) => name.startsWith('theirs-'))).toBe(true);
    expect([thrown, await page.evaluate(() => heard)]).toEqual([[], []]);
  });
});

describe('what a page brings along', () => {
  /** As a server writes it into the page. */
  async function bring(): Promise<void> {
    const { url, clientKey } = signalbox;
    const ruleset = await (await fetch(`${url}/sdk/v1/ruleset?key=${clientKey}`)).text();
    await page.evaluate(
      (text) => {
        const script = document.createElement('script');
        script.type = 'application/json';
        script.id = 'flags';
        script.textContent = text;
        document.head.append(script);
      },
      ruleset.replaceAll('<', String.raw`\u003c`),
    );
  }

  const start = (options: Partial<BrowserClientOptions>) =>
    page.evaluate((given) => {
      const bootstrap = document.querySelector('#flags')?.textContent ?? undefined;
      globalThis.heard = [];
      const onWarning = (message: string) => heard.push(message);
      globalThis.client = createClient({ url: '', sdkKey: '', ...given, bootstrap, onWarning });
      return client.getBooleanDetails('recommendations', false);
    }, options);

  test('answers from the first moment, and gives way to what the server says', async () => {
    await bring();
    await signalbox.admin.kill('recommendations');
    const { url, clientKey: sdkKey } = signalbox;
    expect(await start({ url, sdkKey })).toMatchObject({ value: true, reason: 'CACHED' });
    expect(await ready()).toEqual({ ready: true, status: 'READY' });
    expect(await page.evaluate(() => client.isEnabled('recommendations'))).toBe(false);
    await signalbox.admin.restore('recommendations');
  });

  test('is all that there is offline: nothing is asked, kept or sent', async () => {
    await bring();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    expect(await start({ offline: true })).toMatchObject({ value: true, reason: 'STATIC' });
    expect(await ready()).toEqual({ ready: true, status: 'READY' });
    await page.evaluate(() => client.close());
    expect([asked, await kept(), await page.evaluate(() => heard)]).toEqual([[], [], []]);
  });
});
