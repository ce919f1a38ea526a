import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_EMAIL } from '../setup/signalbox.ts';
import { field, startAdminUi, type AdminUi } from './admin-ui-session.ts';
import { barriers } from './barriers.ts';

let ui: AdminUi;

beforeAll(async () => {
  ui = await startAdminUi();
  await ui.signalbox.admin.configure('announcement', {
    prerequisites: [{ flag: 'recommendations', variant: 'on' }],
    rules: [
      {
        id: 'nested',
        clauses: [
          { attribute: 'country', operator: 'in', values: ['DE'], ignoreCase: true },
          {
            any: [
              { attribute: 'since', operator: 'before', values: ['2026-11-23'] },
              { none: [{ attribute: 'sku', operator: 'matches', values: ['^a', 'b$'] }] },
            ],
          },
        ],
        serve: { variant: 'winter-sale', share: 50_000 },
      },
    ],
  });
}, 120_000);

afterAll(() => ui?.[Symbol.asyncDispose]());

/** Every screen, and what shows that it has loaded. */
const SCREENS: [string, (page: Page) => Promise<void>][] = [
  ['/p/shop/flags', (page) => page.getByRole('link', { name: 'new-checkout' }).waitFor()],
  ['/p/shop/flags/new-checkout', (page) => page.getByRole('switch').first().waitFor()],
  [
    '/p/shop/flags/announcement?environment=production',
    (page) => page.getByRole('group', { name: 'Group 2 of rule 1', exact: true }).waitFor(),
  ],
  [
    '/p/shop/flags/announcement?environment=production&view=try',
    async (page) => {
      await field(page, 'Value of targetingKey').fill('customer-1');
      await page.getByRole('button', { name: 'Explain' }).click();
      await page.getByText('Show as JSON').waitFor();
    },
  ],
  ['/p/shop/flags/announcement?tab=variants', (page) => page.getByText('Any JSON may be').waitFor()],
  ['/p/shop/prerequisites', (page) => page.getByText('Needed by').first().waitFor()],
  ['/p/shop/kill', (page) => page.getByRole('listitem').first().waitFor()],
  ['/p/shop/segments', (page) => page.getByText('beta-testers').first().waitFor()],
  ['/p/shop/changes', (page) => page.getByText('The one-page checkout is merged').waitFor()],
  ['/p/shop/sdk-keys?environment=production', (page) => page.getByText('Demo shop').first().waitFor()],
  ['/p/shop/fleet', (page) => page.getByText('Connected').first().waitFor()],
  ['/api-tokens', (page) => page.getByText('No API token').waitFor()],
  ['/people', (page) => page.getByText(ADMIN_EMAIL).first().waitFor()],
  ['/p/shop/no-such-page', (page) => page.getByRole('heading').first().waitFor()],
];

describe.each([
  { width: 1440, begin: 'light', end: 'dark' },
  { width: 390, begin: 'dark', end: 'light' },
] as const)('$width pixels wide', ({ width, begin, end }) => {
  let page: Page;

  beforeAll(async () => {
    const viewport = { width, height: 900 };
    page = await ui.signIn({ viewport, reducedMotion: 'reduce' });
  });

  afterAll(() => page?.context().close());

  it.each(SCREENS)('%s can be used by everyone, in light and in dark', async (path, loaded) => {
    await page.emulateMedia({ colorScheme: begin });
    await page.goto(ui.signalbox.url + path);
    await loaded(page);
    await page.locator(`[data-mantine-color-scheme="${begin}"]`).waitFor();
    const before = await barriers(page);
    await page.emulateMedia({ colorScheme: end });
    await page.locator(`[data-mantine-color-scheme="${end}"]`).waitFor();
    expect({ [begin]: before, [end]: await barriers(page) }).toEqual({ light: [], dark: [] });
  });
});

it('a flag is killed with the keyboard alone, from anywhere', async () => {
  const page = await ui.signIn();
  await page.goto(ui.signalbox.url);
  await page.getByRole('link', { name: 'SDK keys' }).click();
  await page.getByRole('heading', { name: 'SDK keys' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Search flags, screens and kill switches' }).waitFor();
  await page.keyboard.type('kill recomm');
  await page.getByText('Kill recommendations').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Confirm kill' }).waitFor();
  await page.keyboard.press('Enter');
  // Nobody is connected here, and it says so instead of claiming a proof.
  await page
    .getByRole('status', { name: 'Receipt' })
    .filter({ hasText: 'No SDK instance is connected' })
    .waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.context().close();
});

it('an API token is shown once, acts in its owner’s name, and is refused once revoked', async () => {
  const page = await ui.signIn();
  await page.goto(ui.signalbox.url);
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'API tokens' }).click();
  await page.getByRole('button', { name: 'Create API token' }).click();
  const dialog = page.getByRole('dialog');
  await field(page, 'Name').fill('night-shift');
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'operator' }).click();
  await dialog.getByRole('button', { name: 'Create API token' }).click();
  const token = await dialog.getByRole('region', { name: 'API token', exact: true }).innerText();
  await dialog.getByRole('button', { name: 'Done' }).click();

  const kill = () =>
    fetch(`${ui.signalbox.url}/api/v1/projects/shop/flags/product-layout/environments/production/kill`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token.trim()}`, 'content-type': 'application/json' },
      body: '{}',
    });
  expect((await kill()).status).toBe(200);
  await page.goto(`${ui.signalbox.url}/p/shop/changes`);
  await page.getByText('with the API token night-shift').waitFor();

  await page.goto(`${ui.signalbox.url}/api-tokens`);
  expect(await page.getByText(token.trim()).count()).toBe(0);
  await page.getByRole('button', { name: 'Revoke night-shift' }).click();
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.getByText('night-shift is revoked').waitFor();
  expect((await kill()).status).toBe(401);
  await page.context().close();
});

it('whoever may only look sees no control that would refuse', async () => {
  const page = await ui.signInAs('Vera', 'viewer');
  await page.getByRole('link', { name: 'payment-provider' }).click();
  await page.getByRole('tab', { name: /^Production/ }).click();
  await page.getByText('primary').first().waitFor();
  expect(await page.getByRole('switch').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Kill', exact: true }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0);
  await page.context().close();
});
