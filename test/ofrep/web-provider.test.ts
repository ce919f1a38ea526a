import { join } from 'node:path';
import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { root } from '../../scripts/root.ts';
import { servePage, type ServedPage } from '../e2e/sdk-browser/serve-page.ts';
import { connectBrowser } from '../setup/connect-browser.ts';
import { startSignalbox, type Signalbox } from '../setup/signalbox.ts';
import { FLAGS } from './ask.ts';
import type { PageScope } from './page.ts';

declare global {
  var ofrep: PageScope;
}

const soon = { timeout: 20_000, interval: 20 };

let signalbox: Signalbox;
let served: ServedPage;
let browser: Browser;
let page: Page;
/** Every answer with all flags that the page got. */
let answers: Response[];

beforeAll(async () => {
  const script = `import ${JSON.stringify(join(root, 'test/ofrep/page.ts'))};`;
  [signalbox, served, browser] = await Promise.all([startSignalbox(), servePage(script), connectBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
  await signalbox?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  answers = [];
  page.on('response', (response) => {
    const isPreflight = response.request().method() === 'OPTIONS';
    if (new URL(response.url()).pathname === FLAGS && !isPreflight) answers.push(response);
  });
  await page.goto(served.url);
});

afterEach(() => page.context().close());

async function connect(
  context: Record<string, string>,
  sdkKey = signalbox.clientKey,
): Promise<string | undefined> {
  await page.waitForFunction(() => 'ofrep' in globalThis);
  return page.evaluate(
    ({ baseUrl, key, given }) => ofrep.connect({ baseUrl, headers: [['X-API-Key', key]] }, given),
    { baseUrl: signalbox.url, key: sdkKey, given: context },
  );
}

const details = (key: string, defaultValue: boolean) =>
  page.evaluate(([flag, value]) => ofrep.OpenFeature.getClient().getBooleanDetails(flag, value), [
    key,
    defaultValue,
  ] as const);
const statuses = () => answers.map((answer) => answer.status());
const browsers = async () => (await signalbox.admin.receipt(0)).browsers;

describe("OpenFeature's own provider for pages, on another site", () => {
  test('gets every flag that is marked for clients', async () => {
    expect(await connect({ targetingKey: 'customer-03', plan: 'business', country: 'NL' })).toBeUndefined();
    expect(
      await page.evaluate(() => {
        const client = ofrep.OpenFeature.getClient();
        return [
          client.getBooleanDetails('bulk-orders', false),
          client.getNumberDetails('free-shipping-threshold', 1),
          client.getObjectDetails('announcement', {}),
          client.getStringDetails('product-layout', ''),
          client.getStringDetails('payment-provider', 'not for pages'),
        ];
      }),
    ).toMatchObject([
      { value: true, variant: 'on', reason: 'TARGETING_MATCH', flagMetadata: { ruleId: 'business' } },
      { value: 50, variant: 'standard', reason: 'UNKNOWN', flagMetadata: { reason: 'DEFAULT' } },
      { value: { color: 'blue' }, variant: 'winter-sale' },
      { value: expect.stringMatching(/^(list|grid|spotlight)$/), reason: 'SPLIT' },
      { value: 'not for pages', errorCode: 'FLAG_NOT_FOUND' },
    ]);
  });

  test('gets null where a flag serves null', async () => {
    await connect({ targetingKey: 'customer-01' });
    expect(
      await page.evaluate(() => ofrep.OpenFeature.getClient().getObjectDetails('announcement', {})),
    ).toMatchObject({ value: null, variant: 'none' });
  });

  test('gets the default for what needs a targeting key, and everything else', async () => {
    await connect({ plan: 'business' });
    expect(
      await page.evaluate(() => ofrep.OpenFeature.getClient().getStringDetails('product-layout', 'default')),
    ).toMatchObject({ value: 'default', reason: 'ERROR', errorCode: 'TARGETING_KEY_MISSING' });
    expect(await details('bulk-orders', false)).toMatchObject({ value: true });
  });

  test('hears of a kill over the event stream, and which flag it was', async () => {
    await connect({ targetingKey: 'customer-03' });
    expect(await details('recommendations', false)).toMatchObject({ value: true });
    await vi.waitFor(async () => expect(await browsers()).toBe(1), soon);
    const asked = answers.length;
    await signalbox.admin.kill('recommendations');
    await vi.waitFor(async () => {
      expect(await details('recommendations', true)).toMatchObject({ value: false, reason: 'DISABLED' });
    }, soon);
    expect(await page.evaluate(() => ofrep.heard.at(-1))).toEqual(['recommendations']);
    const { searchParams } = new URL(answers.at(-1)?.url() ?? '');
    expect(searchParams.get('flagConfigEtag')).toMatch(/^[\w-]+\.\d+$/);
    expect(answers).toHaveLength(asked + 1);
    await signalbox.admin.restore('recommendations');
    await vi.waitFor(
      async () => expect(await details('recommendations', false)).toMatchObject({ value: true }),
      soon,
    );
  });

  test('asks anew for another context', async () => {
    await connect({ targetingKey: 'customer-03', plan: 'personal' });
    expect(await details('bulk-orders', true)).toMatchObject({ value: false });
    await page.evaluate(() =>
      ofrep.OpenFeature.setContext({ targetingKey: 'customer-03', plan: 'business' }),
    );
    // The provider shows what it knew of this targeting key first.
    await vi.waitFor(
      async () => expect(await details('bulk-orders', false)).toMatchObject({ value: true }),
      soon,
    );
    expect(statuses()).toEqual([200, 200]);
  });

  test('is told after a reload that nothing changed, and hears of the next change', async () => {
    const context = { targetingKey: 'customer-03' };
    await connect(context);
    await page.reload();
    await connect(context);
    await vi.waitFor(() => expect(statuses()).toEqual([200, 304]), soon);
    await vi.waitFor(async () => expect(await browsers()).toBe(1), soon);
    await signalbox.admin.kill('recommendations');
    await vi.waitFor(async () => {
      expect(await details('recommendations', true)).toMatchObject({ value: false });
    }, soon);
    await signalbox.admin.restore('recommendations');
  });

  test('hears of changes again when the server was away', async () => {
    await connect({ targetingKey: 'customer-03' });
    await vi.waitFor(async () => expect(await browsers()).toBe(1), soon);
    await signalbox.stop('SIGKILL');
    expect(await details('recommendations', false)).toMatchObject({ value: true });
    await signalbox.start();
    await signalbox.admin.kill('recommendations');
    await vi.waitFor(async () => {
      expect(await details('recommendations', true)).toMatchObject({ value: false });
    }, soon);
    await signalbox.admin.restore('recommendations');
  });

  test.each([
    ['that does not exist', () => `sbx_client_${'x'.repeat(36)}`],
    ['that has no business in a page', () => signalbox.serverKey],
  ])('fails with a key %s', async (_, key) => {
    expect(await connect({}, key())).toBeDefined();
    expect(await details('recommendations', false)).toMatchObject({ value: false, reason: 'ERROR' });
  });
});
