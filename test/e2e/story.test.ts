import { bucket, type Flag } from '@signalbox/core/evaluator';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectBrowser } from '../setup/connect-browser.ts';
import { ADMIN_EMAIL, ADMIN_PASSWORD } from '../setup/signalbox.ts';
import { startProduct, type Product } from './start-product.ts';

/** One story, told in order: each step begins where the one before left the screens. */

const FLAG = 'new-checkout';
const CUSTOMERS = Array.from({ length: 60 }, (_, i) => `customer-${String(i + 1).padStart(2, '0')}`);

let product: Product;
let browser: Browser;
let admin: Page;
let shop: Page;
let exposed: string[];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), connectBrowser()]);
  admin = await (await browser.newContext()).newPage();
  shop = await (await browser.newContext()).newPage();
  exposed = await whoIsWithin(20_000);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

/** The customers whose bucket lies within a share: what everyone must agree on. */
async function whoIsWithin(share: number): Promise<string[]> {
  const { url, serverKey } = product.signalbox;
  const response = await fetch(`${url}/sdk/v1/ruleset`, {
    headers: { authorization: `Bearer ${serverKey}` },
  });
  const { flags } = (await response.json()) as { flags: Flag[] };
  const salt = flags.find(({ key }) => key === FLAG)?.salt ?? '';
  return CUSTOMERS.filter((id) => bucket(salt, 'exp:', id) < share);
}

async function litInShop(): Promise<string[]> {
  const tiles = await shop.locator('[data-customer][data-lit="true"]').all();
  return Promise.all(tiles.map(async (tile) => (await tile.getAttribute('data-customer')) ?? ''));
}

/** The page that the shop's service renders, without the browser SDK's help. */
async function renderedFor(customer: string): Promise<'old' | 'new' | undefined> {
  const html = await (await fetch(`${product.shopUrl}/?customer=${customer}`)).text();
  const kind = /data-checkout="(old|new)"/.exec(html)?.[1];
  return kind === 'old' || kind === 'new' ? kind : undefined;
}

function receiptSaying(text: RegExp): Locator {
  return admin.getByRole('status', { name: 'Receipt' }).filter({ hasText: text });
}

describe('the story of a rollout', () => {
  it('signs in and finds the flag, off in production', async () => {
    await admin.goto(product.signalbox.url);
    await admin.getByLabel('E-mail').fill(ADMIN_EMAIL);
    await admin.getByRole('textbox', { name: 'Password' }).fill(ADMIN_PASSWORD);
    await admin.getByRole('button', { name: 'Sign in' }).click();
    await admin.getByRole('link', { name: FLAG }).click();
    await admin.getByRole('tab', { name: 'Production' }).click();
    await admin.getByRole('switch', { name: 'Off in Production' }).waitFor();
    await shop.goto(`${product.shopUrl}/?customer=${exposed[0]}`);
    await shop.locator('[data-audience-count="0"]').waitFor();
    expect(await litInShop()).toEqual([]);
  });

  it('serves 20 % of everyone, and the shop changes for exactly those, without reload', async () => {
    // A mark that a reload would wipe out.
    await shop.evaluate(() => (document.title = 'not reloaded'));
    await admin.getByRole('switch', { name: 'Off in Production' }).click();
    await admin.getByRole('textbox', { name: 'Share of everyone in percent' }).fill('20');
    await admin.getByRole('button', { name: 'Review and save' }).click();
    const review = admin.getByRole('dialog');
    await review.getByRole('textbox', { name: /comment/i }).fill('First fifth');
    await review.getByRole('button', { name: /^Save/ }).click();

    await shop.locator(`[data-audience-count="${exposed.length}"]`).waitFor();
    expect(exposed.length).toBeGreaterThan(0);
    expect(await litInShop()).toEqual(exposed);
    await shop.locator('[data-checkout="new"]').waitFor();
    expect(await shop.title()).toBe('not reloaded');
  });

  it('gives the page that the service renders the same answer for every customer', async () => {
    const rendered = await Promise.all(CUSTOMERS.map(renderedFor));
    expect(CUSTOMERS.filter((_, i) => rendered[i] === 'new')).toEqual(exposed);
  });

  it('kills it in two actions and shows that all five SDK instances run without it', async () => {
    await admin.getByRole('button', { name: 'Kill', exact: true }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Confirm kill' }).click();
    await receiptSaying(/^5 of 5 SDK instances run without it, \d+\sm?s$/).waitFor();
    await shop.locator('[data-audience-count="0"]').waitFor();
    await shop.locator('[data-checkout="old"]').waitFor();
    expect(await shop.title()).toBe('not reloaded');
    expect(await Promise.all(CUSTOMERS.map(renderedFor))).not.toContain('new');
  });

  it('restores it by typing its key, for the same customers as before', async () => {
    await admin.getByRole('button', { name: 'Done' }).click();
    await admin
      .getByRole('button', { name: /^Restore/ })
      .first()
      .click();
    const dialog = admin.getByRole('dialog');
    const restore = dialog.getByRole('button', { name: 'Restore' });
    expect(await restore.isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: `Type ${FLAG} to restore it` }).fill(FLAG);
    await restore.click();
    await receiptSaying(/^5 of 5 SDK instances run with its rules again/).waitFor();
    await shop.locator(`[data-audience-count="${exposed.length}"]`).waitFor();
    expect(await litInShop()).toEqual(exposed);
  });

  it('keeps every exposed customer exposed as the percentage grows', async () => {
    await admin.getByRole('button', { name: 'Done' }).click();
    await admin.getByRole('textbox', { name: 'Share of everyone in percent' }).fill('50');
    await admin.getByRole('button', { name: 'Review and save' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: /^Save/ }).click();
    const more = await whoIsWithin(50_000);
    await shop.locator(`[data-audience-count="${more.length}"]`).waitFor();
    expect(await litInShop()).toEqual(expect.arrayContaining(exposed));
  });

  it('tells all of it in the change log, with names and comments', async () => {
    await admin.getByRole('link', { name: 'Change log' }).click();
    await admin.getByText('First fifth').waitFor();
    const log = await admin.getByRole('main').innerText();
    expect(log).toContain('killed');
    expect(log).toContain('restored');
  });
});
