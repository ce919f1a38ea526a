import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { connectBrowser } from '../setup/connect-browser.ts';
import { startSignalbox, type Signalbox } from '../setup/signalbox.ts';

/** The admin UI of a server of its own, in a real browser. */
export interface AdminUi extends AsyncDisposable {
  signalbox: Signalbox;
  browser: Browser;
  /** A page of its own with a session of the administrator, nowhere yet; closed with its context. */
  signIn(options?: BrowserContextOptions): Promise<Page>;
  /** The same as somebody who was just added with this role. */
  signInAs(name: string, role: 'viewer' | 'editor'): Promise<Page>;
}

const WIDE = { viewport: { width: 1440, height: 900 } };

export async function startAdminUi(): Promise<AdminUi> {
  const [signalbox, browser] = await Promise.all([startSignalbox(), connectBrowser()]);
  const cookies = signalbox.admin.cookie.split('; ').map((cookie) => {
    const [name = '', ...value] = cookie.split('=');
    return { name, value: value.join('='), url: signalbox.url };
  });

  return {
    signalbox,
    browser,
    async signIn(options = WIDE) {
      const context = await browser.newContext(options);
      await context.addCookies(cookies);
      return context.newPage();
    },
    async signInAs(name, role) {
      const email = `${name.toLowerCase()}@example.com`;
      const created = await fetch(`${signalbox.url}/api/v1/people`, {
        method: 'POST',
        headers: {
          cookie: signalbox.admin.cookie,
          origin: signalbox.url,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ name, email, role }),
      });
      const { password } = (await created.json()) as { password: string };
      const page = await (await browser.newContext(WIDE)).newPage();
      await page.goto(signalbox.url);
      await page.getByLabel('E-mail').fill(email);
      await page.getByRole('textbox', { name: 'Password' }).fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByLabel('New password', { exact: true }).waitFor();
      const otp = page.getByLabel('One-time password');
      if ((await otp.count()) > 0) await otp.fill(password);
      await page.getByLabel('New password', { exact: true }).fill('a password of her own');
      await page.getByLabel('New password again').fill('a password of her own');
      await page.getByRole('button', { name: 'Save password' }).click();
      await page.getByRole('heading', { name: 'Flags' }).waitFor();
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await signalbox[Symbol.asyncDispose]();
    },
  };
}

/** A field by the whole of its name: many begin alike. */
export function field(page: Page, name: string): Locator {
  return page.getByLabel(name, { exact: true }).first();
}

/** Waits until a field says what is wrong with it, and has the focus. */
export function ledTo(page: Page, name: string): Promise<void> {
  return field(page, name).and(page.locator('[aria-invalid="true"]:focus')).waitFor();
}

/** Chooses in a list that opens when its field is pressed. */
export async function choose(page: Page, name: string, option: string): Promise<void> {
  await field(page, name).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Reviews the edits of a flag and saves them. */
export async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review and save' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
}
