import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectBrowser } from '../setup/connect-browser.ts';
import { barriers } from './barriers.ts';
import { startProduct, type Product } from './start-product.ts';

let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), connectBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
});

afterEach(() => page.context().close());

async function visit(customer: string): Promise<void> {
  await page.goto(`${product.shopUrl}/?customer=${customer}`);
  await page.locator('[data-feed="READY"]').waitFor();
  // A mark that a reload would wipe out.
  await page.evaluate(() => (document.title = 'not reloaded'));
}

test('every flag changes the open page, without reload', async () => {
  const { admin } = product.signalbox;
  await visit('customer-01');

  for (const layout of ['list', 'grid', 'spotlight']) {
    await admin.configure('product-layout', { enabled: true, rules: [], fallthrough: { variant: layout } });
    await page.locator(`.products[data-layout="${layout}"]`).waitFor();
  }
  await page.getByRole('heading', { name: 'Others also bought' }).waitFor();
  await admin.kill('recommendations');
  await page.getByRole('heading', { name: 'Others also bought' }).waitFor({ state: 'detached' });

  await page.getByText('Free shipping from 50 €').waitFor();
  await admin.configure('free-shipping-threshold', {
    enabled: true,
    rules: [],
    fallthrough: { variant: 'free' },
  });
  await page.getByText('Free shipping on every order').waitFor();

  await admin.configure('announcement', {
    enabled: true,
    rules: [],
    fallthrough: { variant: 'winter-sale' },
  });
  await page.getByText('Winter sale').waitFor();

  await admin.configure('bulk-orders', { enabled: true, rules: [], fallthrough: { variant: 'on' } });
  await page.getByRole('button', { name: 'Buy by the box' }).first().waitFor();

  // Flags that only the service sees.
  await page.locator('[data-payment-provider="primary"]').waitFor();
  await admin.kill('payment-provider');
  await page.locator('[data-payment-provider="fallback"]').waitFor();
  await admin.configure('loyalty-points', { enabled: true, rules: [], fallthrough: { variant: 'double' } });
  await page.getByText('Earn 2× points').waitFor();

  await admin.configure('new-checkout', { enabled: true, rules: [], fallthrough: { variant: 'on' } });
  await page.getByRole('heading', { name: 'One-page checkout' }).waitFor();
  await page.locator('[data-audience-count="60"]').waitFor();
  await page.getByRole('status').filter({ hasText: 'new-checkout changed' }).waitFor();
  expect(await page.title()).toBe('not reloaded');
});

test('another customer is chosen without reload, from the list or from the lamps', async () => {
  await visit('customer-01');
  await page.getByLabel('Shopping as').selectOption('customer-04');
  await page.getByText('david.bergman@example.com').first().waitFor();
  await page.locator('[data-customer="customer-19"]').click();
  await page.getByText('samir.costa@corner.shop').first().waitFor();
  expect(await page.getByLabel('Shopping as').inputValue()).toBe('customer-19');
  expect(new URL(page.url()).search).toBe('?customer=customer-19');
  expect(await page.title()).toBe('not reloaded');
});

test('an order goes through the old checkout in three steps', async () => {
  await product.signalbox.admin.configure('new-checkout', { enabled: false });
  await visit('customer-02');
  await page.getByRole('button', { name: 'Add Window fern to the basket' }).click();
  await page.getByText('1 × Window fern').waitFor();
  for (const name of ['Continue to address', 'Continue to payment', /^Pay/]) {
    await page.getByRole('button', { name }).click();
  }
  await page.getByRole('heading', { name: 'Thank you, Bruno!' }).waitFor();
  expect(await page.getByRole('region', { name: 'Thank you' }).getAttribute('data-checkout')).toBe('old');
});

test.each([
  { width: 1440, begin: 'light', end: 'dark' },
  { width: 390, begin: 'dark', end: 'light' },
] as const)('nobody is shut out of the shop, $width pixels wide', async ({ width, begin, end }) => {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: begin, reducedMotion: 'reduce' });
  await visit('customer-08');
  const before = await barriers(page);
  await page.emulateMedia({ colorScheme: end });
  expect({ [begin]: before, [end]: await barriers(page) }).toEqual({ light: [], dark: [] });
});

test('the open shop goes on when Signalbox is gone, and follows it again when it is back', async () => {
  const { signalbox } = product;
  await visit('customer-01');
  await signalbox.stop('SIGKILL');
  await page.getByRole('button', { name: 'Add Harbour lamp to the basket' }).click();
  await page.getByText('2 × Harbour lamp').waitFor();
  expect((await fetch(product.shopUrl)).ok).toBe(true);
  await signalbox.start();
  await signalbox.admin.configure('new-checkout', { enabled: true, fallthrough: { variant: 'on' } });
  await page.locator('[data-checkout="new"]').waitFor();
  expect(await page.title()).toBe('not reloaded');
});
