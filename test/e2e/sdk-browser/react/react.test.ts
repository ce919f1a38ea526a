import type { Bootstrap, BrowserClientOptions } from '@signalbox/sdk-browser';
import type { Browser, Page } from 'playwright-core';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectBrowser } from '../../../setup/connect-browser.ts';
import { startSignalbox, type Signalbox } from '../../../setup/signalbox.ts';
import { servePage, type ServedPage } from '../serve-page.ts';
import { App } from './app.ts';
import { bundleForDevelopment } from './bundle.ts';
import type { ReactPage } from './page.ts';

declare global {
  var react: ReactPage;
}

const soon = { timeout: 20_000, interval: 20 };

let signalbox: Signalbox;
let served: ServedPage;
let browser: Browser;
let script: string;
/** What the server had when it rendered the page. */
let bootstrap: Bootstrap;
let options: BrowserClientOptions;
let page: Page;
/** What the browser's console said. */
let said: string[];

beforeAll(async () => {
  [signalbox, served, browser, script] = await Promise.all([
    startSignalbox(),
    servePage(''),
    connectBrowser(),
    bundleForDevelopment(),
  ]);
  const { url, clientKey: sdkKey } = signalbox;
  bootstrap = (await (await fetch(`${url}/sdk/v1/ruleset?key=${sdkKey}`)).json()) as Bootstrap;
  options = { url, sdkKey, cache: false, bootstrap, context: { targetingKey: 'customer-02', country: 'AT' } };
});

afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
  await signalbox?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  said = [];
  page.on('console', (message) => {
    if (message.type() !== 'info') said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(served.url);
  await page.addScriptTag({ content: script });
});

afterEach(async () => {
  await page.context().close();
  await signalbox.admin.restore('recommendations').catch(() => undefined);
});

const shown = (id: string) => page.evaluate((name) => document.getElementById(name)?.textContent, id);
const untilShown = (id: string, text: string) =>
  vi.waitFor(async () => expect(await shown(id)).toBe(text), soon);
const streams = async () => (await signalbox.admin.receipt(0)).browsers;
const complaints = async () => [said, await page.evaluate(() => react.mended)];

describe('a React application that a server rendered', () => {
  test('shows the same at first, though the rules are newer by then, and follows them from there on', async () => {
    const html = renderToString(createElement(App, { options }));
    expect(html).toContain('<p id="recommendations">true</p>');
    expect(html).toContain('&quot;TARGETING_MATCH&quot;');
    await signalbox.admin.kill('recommendations');
    await page.evaluate(
      ({ body, given }) => {
        document.body.innerHTML = body;
        react.hydrate({ options: given });
      },
      { body: html, given: options },
    );
    await untilShown('recommendations', 'false');
    expect(await complaints()).toEqual([[], []]);
  });

  test('does so too with a client of its own that is ahead already', async () => {
    const html = renderToString(createElement(App, { options }));
    await signalbox.admin.kill('recommendations');
    await page.evaluate(
      async ({ body, given }) => {
        document.body.innerHTML = body;
        const client = react.createClient(given);
        await client.ready();
        react.hydrate({ options: given, client });
      },
      { body: html, given: options },
    );
    await untilShown('recommendations', 'false');
    expect(await complaints()).toEqual([[], []]);
  });
});

describe('a React application', () => {
  const render = (given: Partial<BrowserClientOptions> = {}, plan?: string) =>
    page.evaluate((props) => react.render(props), {
      options: { ...options, bootstrap: undefined, ...given },
      plan,
    });

  test('renders only what asks for the flag that changed', async () => {
    await render();
    await untilShown('recommendations', 'true');
    await page.evaluate(() => void (globalThis.renders = {}));
    await signalbox.admin.kill('recommendations');
    await untilShown('recommendations', 'false');
    expect(await page.evaluate(() => Object.keys(renders))).toEqual(['recommendations']);
    expect(await complaints()).toEqual([[], []]);
  });

  test('takes another context at once, of the provider and of a single question', async () => {
    await render();
    await untilShown('bulk-orders', 'false');
    await render({ context: { ...options.context, plan: 'business' } });
    await untilShown('bulk-orders', 'true');
    await render({ context: { ...options.context, plan: 'business' } }, 'personal');
    await untilShown('bulk-orders', 'false');
    expect(await streams()).toBe(1);
  });

  test('sends what its components track, and lets go of the server in the end', async () => {
    await render();
    await untilShown('recommendations', 'true');
    await vi.waitFor(async () => expect(await streams()).toBe(1), soon);
    await page.evaluate(() => react.unmount());
    await vi.waitFor(async () => expect(await streams()).toBe(0), soon);
    await vi.waitFor(async () => {
      expect(await signalbox.admin.metrics()).toContainEqual(expect.objectContaining({ metric: 'opened' }));
    }, soon);
  });

  test('answers with defaults where no provider is around, and says so once', async () => {
    await page.evaluate(() => react.render(undefined));
    await untilShown('recommendations', 'false');
    expect(await shown('details')).toBe('{"value":50,"variant":"","reason":"ERROR"}');
    expect(said).toEqual([expect.stringContaining('outside of any FlagProvider')]);
  });
});
