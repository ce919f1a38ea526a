import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_EMAIL } from '../setup/signalbox.ts';
import { barriers, field, startAdminUi, type AdminUi } from './admin-ui-session.ts';

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
  ['/p/shop/segments', (page) => page.getByText('beta-testers').first().waitFor()],
  ['/p/shop/changes', (page) => page.getByText('The one-page checkout is merged').waitFor()],
  ['/p/shop/sdk-keys?environment=production', (page) => page.getByText('Demo shop').first().waitFor()],
  ['/p/shop/fleet', (page) => page.getByText('Connected').first().waitFor()],
  ['/people', (page) => page.getByText(ADMIN_EMAIL).first().waitFor()],
  ['/p/shop/no-such-page', (page) => page.getByRole('heading').first().waitFor()],
];

describe.each([
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 390 },
] as const)('in $colorScheme, $width pixels wide', ({ colorScheme, width }) => {
  it('every screen can be used by everyone, and none is wider than the window', async () => {
    // Nothing moves, so that no colour is measured half-way.
    const viewport = { width, height: 900 };
    const page = await ui.signIn({ colorScheme, viewport, reducedMotion: 'reduce' });
    const found: string[] = [];
    for (const [path, loaded] of SCREENS) {
      await page.goto(ui.signalbox.url + path);
      await loaded(page);
      found.push(...(await barriers(page)).map((one) => `${path} ${one}`));
    }
    await page.context().close();
    expect(found).toEqual([]);
  }, 240_000);
});

it('a flag is killed with the keyboard alone, from anywhere', async () => {
  const page = await ui.signIn();
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
