import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectBrowser } from '../setup/connect-browser.ts';
import { ADMIN_EMAIL, ADMIN_PASSWORD, startSignalbox, type Signalbox } from '../setup/signalbox.ts';

let signalbox: Signalbox;
let browser: Browser;

beforeAll(async () => {
  [signalbox, browser] = await Promise.all([startSignalbox(), connectBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await signalbox?.[Symbol.asyncDispose]();
});

async function signedIn(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(signalbox.url);
  await page.getByLabel('E-mail').fill(ADMIN_EMAIL);
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Flags' }).waitFor();
  return page;
}

/** Every screen, and what shows that it has loaded. */
const SCREENS: [string, (page: Page) => Promise<void>][] = [
  ['/p/shop/flags', (page) => page.getByRole('link', { name: 'new-checkout' }).waitFor()],
  ['/p/shop/flags/new-checkout', (page) => page.getByRole('switch').first().waitFor()],
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
    const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' });
    const page = await signedIn(context);
    const found: string[] = [];
    for (const [path, loaded] of SCREENS) {
      await page.goto(signalbox.url + path);
      await loaded(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      found.push(...violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`));
      if ((await page.evaluate(() => document.documentElement.scrollWidth)) > width)
        found.push(`${path} is wide`);
    }
    await context.close();
    expect(found).toEqual([]);
  }, 120_000);
});

it('a flag is killed with the keyboard alone, from anywhere', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await signedIn(context);
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
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await context.close();
});

it('whoever may only look sees no control that would refuse', async () => {
  const { cookie } = signalbox.admin;
  const created = await fetch(`${signalbox.url}/api/v1/people`, {
    method: 'POST',
    headers: { cookie, origin: signalbox.url, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Vera', email: 'vera@example.com', role: 'viewer' }),
  });
  const { password } = (await created.json()) as { password: string };
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(signalbox.url);
  await page.getByLabel('E-mail').fill('vera@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const otp = page.getByLabel('One-time password');
  await page.getByLabel('New password', { exact: true }).waitFor();
  if ((await otp.count()) > 0) await otp.fill(password);
  await page.getByLabel('New password', { exact: true }).fill('a password of her own');
  await page.getByLabel('New password again').fill('a password of her own');
  await page.getByRole('button', { name: 'Save password' }).click();
  await page.getByRole('link', { name: 'payment-provider' }).click();
  await page.getByRole('tab', { name: /^Production/ }).click();
  await page.getByText('primary').first().waitFor();
  expect(await page.getByRole('switch').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Kill', exact: true }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0);
  await context.close();
});
