import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { choose, field, ledTo, startAdminUi, type AdminUi } from './admin-ui-session.ts';
import { barriers } from './barriers.ts';

let ui: AdminUi;
let page: Page;

beforeAll(async () => {
  ui = await startAdminUi();
}, 120_000);

afterAll(() => ui?.[Symbol.asyncDispose]());

beforeEach(async () => {
  page = await ui.signIn();
});

afterEach(() => page.context().close());

/** The settings of a flag of the demo project; each test has one of its own. */
const open = (flag: string, where = page) =>
  where.goto(`${ui.signalbox.url}/p/shop/flags/${flag}?tab=settings`);

const addButton = (): Locator => page.getByRole('button', { name: 'Add metadata' });

/** Adds a row, as people do who do not use the mouse: the focus goes on to what comes next. */
async function add(index: number, name: string, type: string, value: string): Promise<void> {
  await addButton().press('Enter');
  await field(page, `Name of entry ${index}`).and(page.locator(':focus')).waitFor();
  await page.keyboard.type(name);
  if (type !== 'Text') await choose(page, `Type of ${name}`, type);
  if (type === 'True / false') await choose(page, `Value of ${name}`, value);
  else await field(page, `Value of ${name}`).fill(value);
}

async function save(): Promise<void> {
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('Settings saved').waitFor();
}

/** What an SDK's owner would get with an answer. */
async function attached(flag: string): Promise<unknown> {
  const { url, serverKey } = ui.signalbox;
  const response = await fetch(`${url}/sdk/v1/ruleset`, {
    headers: { authorization: `Bearer ${serverKey}` },
  });
  const { flags } = (await response.json()) as { flags: { key: string; metadata?: unknown }[] };
  return flags.find(({ key }) => key === flag)?.metadata;
}

it('what is attached to a flag reaches SDKs, typed as it was said, and can be taken off again', async () => {
  await open('new-checkout');
  await add(1, 'team', 'Text', 'payments');
  await add(2, 'tier', 'Number', '1');
  await add(3, 'on-call', 'True / false', 'false');
  expect(await barriers(page)).toEqual([]);
  await save();
  await expect.poll(() => attached('new-checkout')).toEqual({ team: 'payments', tier: 1, 'on-call': false });

  await page.reload();
  expect(await field(page, 'Value of tier').inputValue()).toBe('1');
  expect(await field(page, 'Type of on-call').inputValue()).toBe('True / false');
  expect(await page.getByRole('button', { name: 'Save settings' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Remove team' }).click();
  await page.getByRole('button', { name: 'Remove tier' }).click();
  await page.getByRole('button', { name: 'Remove on-call' }).click();
  await save();
  await expect.poll(() => attached('new-checkout')).toBeUndefined();
});

it('a name of our own, one that is there twice and a number that is none are refused where they stand', async () => {
  await open('free-shipping-threshold');
  await add(1, 'ruleId', 'Text', 'mine');
  await add(2, 'tier', 'Number', 'one');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await ledTo(page, 'Name of entry 1');
  await page.getByText('Answers use this name themselves.').waitFor();
  await page.getByText('Enter a number, such as 0.5.').waitFor();
  expect(await barriers(page)).toEqual([]);

  await field(page, 'Name of entry 1').fill('tier');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await ledTo(page, 'Name of entry 2');
  await page.getByText('Another entry has this name.').waitFor();

  await page.getByRole('button', { name: 'Discard' }).click();
  expect(await page.getByLabel(/^Name of entry/).count()).toBe(0);
});

it('edits stay when somebody else attaches something meanwhile, and both versions are shown', async () => {
  await open('product-layout');
  await add(1, 'team', 'Text', 'payments');
  const other = await ui.signIn();
  await open('product-layout', other);
  await other.getByRole('button', { name: 'Add metadata' }).click();
  await field(other, 'Name of entry 1').fill('tier');
  await field(other, 'Value of tier').fill('two');
  await other.getByRole('button', { name: 'Save settings' }).click();
  await other.getByText('Settings saved').waitFor();
  await other.context().close();

  await page.getByText('Somebody saved meanwhile').waitFor();
  const sides = page.getByLabel('Theirs and Yours as JSON');
  await sides.getByText('"tier": "two"').waitFor();
  await sides.getByText('"team": "payments"').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Put mine on top' }).click();
  await save();
  await expect.poll(() => attached('product-layout')).toEqual({ team: 'payments' });
});

it('whoever may only look sees it, on a phone too', async () => {
  await open('recommendations');
  await add(1, 'team', 'Text', 'payments');
  await save();
  const viewer = await ui.signInAs('Vera', 'viewer');
  await open('recommendations', viewer);
  await viewer.getByText('team: "payments"').waitFor();
  expect(await viewer.getByRole('button', { name: 'Add metadata' }).count()).toBe(0);
  expect(await barriers(viewer)).toEqual([]);
  await viewer.setViewportSize({ width: 390, height: 844 });
  expect(await barriers(viewer)).toEqual([]);
  await viewer.context().close();

  await page.setViewportSize({ width: 390, height: 844 });
  await addButton().click();
  await page.keyboard.type('ruleId');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('Answers use this name themselves.').waitFor();
  expect(await barriers(page)).toEqual([]);
});
