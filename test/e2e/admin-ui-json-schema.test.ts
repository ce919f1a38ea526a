import type { Page } from 'playwright-core';
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

const BANNER = {
  type: ['object', 'null'],
  properties: { text: { type: 'string' }, color: { enum: ['red', 'green'] } },
  required: ['text'],
};

it('a variant that does not satisfy the schema is refused where it stands, until it does', async () => {
  await page.goto(`${ui.signalbox.url}/p/shop/flags/announcement?tab=variants`);
  await page.getByRole('button', { name: 'Demand a JSON Schema' }).click();
  await page.getByLabel('JSON Schema').fill(JSON.stringify(BANNER));
  await page.getByRole('button', { name: 'Save variants' }).click();

  await ledTo(page, 'Value of variant 2');
  expect(await field(page, 'Value of variant 1').getAttribute('aria-invalid')).not.toBe('true');
  await page.getByText(/color/).first().waitFor();
  expect(await barriers(page)).toEqual([]);

  await field(page, 'Value of variant 2').fill('{"text":"Winter sale","color":"green"}');
  await page.getByRole('button', { name: 'Save variants' }).click();
  await page.getByText('Variants saved').waitFor();
  await page.reload();
  expect(JSON.parse(await page.getByLabel('JSON Schema').inputValue())).toEqual(BANNER);
});

it('a schema that is none is refused at its field', async () => {
  await page.goto(`${ui.signalbox.url}/p/shop/flags`);
  await page.getByRole('button', { name: 'New flag' }).click();
  await field(page, 'Key').fill('with-schema');
  await choose(page, 'Type', 'JSON');
  await page.getByRole('button', { name: 'Demand a JSON Schema' }).click();
  const schema = page.getByLabel('JSON Schema');
  await schema.fill('{"type":');
  await page.getByRole('button', { name: 'Create flag' }).click();
  await page.getByText('This is not a JSON object.', { exact: false }).waitFor();
  await schema.fill('{"type":"nonsense"}');
  await page.getByRole('button', { name: 'Create flag' }).click();
  await ledTo(page, 'JSON Schema');
  await schema.fill('{}');
  await page.getByRole('button', { name: 'Create flag' }).click();
  await page.getByRole('heading', { name: 'with-schema' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});
