import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { choose, field, ledTo, save, startAdminUi, type AdminUi } from './admin-ui-session.ts';
import { barriers } from './barriers.ts';

let ui: AdminUi;
let page: Page;

beforeAll(async () => {
  ui = await startAdminUi();
}, 120_000);

afterAll(() => ui?.[Symbol.asyncDispose]());

beforeEach(async () => {
  const { admin } = ui.signalbox;
  await admin.configure('new-checkout', { prerequisites: [] });
  await admin.configure('bulk-orders', { prerequisites: [{ flag: 'new-checkout', variant: 'on' }] });
  page = await ui.signIn();
});

afterEach(() => page.context().close());

function openFlag(flag: string) {
  return page.goto(`${ui.signalbox.url}/p/shop/flags/${flag}?environment=production`);
}

it('a prerequisite is chosen with the variant one most likely waits for, and saved', async () => {
  await openFlag('payment-provider');
  await page.getByRole('button', { name: 'Add prerequisite' }).click();
  await page.getByRole('button', { name: 'Review and save' }).click();
  await page.getByText('Choose a flag.').first().waitFor();
  await choose(page, 'Flag of prerequisite 1', 'recommendations');
  expect(await field(page, 'Variant of prerequisite 1').inputValue()).toBe('on');
  await page.getByRole('button', { name: 'Review and save' }).click();
  await page.getByText('Need that recommendations is at on').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved payment-provider in Production').waitFor();

  await openFlag('recommendations');
  await page.getByText('Needed by').getByRole('link', { name: 'payment-provider' }).click();
  await page.getByRole('heading', { name: 'payment-provider' }).waitFor();
});

it('a circle is refused at the flag that would close it', async () => {
  await openFlag('new-checkout');
  await page.getByRole('button', { name: 'Add prerequisite' }).click();
  await choose(page, 'Flag of prerequisite 1', 'bulk-orders');
  await save(page);
  await ledTo(page, 'Flag of prerequisite 1');
  await page
    .getByText(/new-checkout → bulk-orders → new-checkout/)
    .first()
    .waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove prerequisite 1' }).click();
  await page.getByText('None: this flag needs no other.').waitFor();
});

it('what needs what can be read as a table and followed as a drawing', async () => {
  const { admin } = ui.signalbox;
  await admin.configure('new-checkout', { prerequisites: [{ flag: 'recommendations', variant: 'on' }] });
  await openFlag('bulk-orders');
  await page.getByRole('link', { name: 'See what needs what' }).click();
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'new-checkout' }) });
  await row.filter({ hasText: 'recommendations at on' }).filter({ hasText: 'bulk-orders' }).waitFor();

  const drawing = page.getByRole('region', { name: /^Drawing of what needs what/ });
  const left = async (flag: string) => {
    const box = await drawing.getByRole('link', { name: flag }).boundingBox();
    return box?.x ?? Number.NaN;
  };
  expect(await left('recommendations')).toBeLessThan(await left('new-checkout'));
  expect(await left('new-checkout')).toBeLessThan(await left('bulk-orders'));
  expect(await barriers(page)).toEqual([]);

  await page.getByRole('radiogroup', { name: 'Environment' }).getByText('Development').click();
  await page.getByText('bulk-orders neither needs nor is needed in Development').waitFor();
  await page.getByRole('link', { name: 'Show all' }).click();
  await page.getByText('No flag needs another in Development').waitFor();
});
