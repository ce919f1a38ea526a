import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { field, startAdminUi, type AdminUi } from './admin-ui-session.ts';

let ui: AdminUi;

beforeAll(async () => {
  ui = await startAdminUi();
}, 120_000);

afterAll(() => ui?.[Symbol.asyncDispose]());

describe('the incident screen', () => {
  it('opens a kill switch from a link, with environment and incident filled in, and shows the flag dead', async () => {
    const page = await ui.signIn();
    await page.goto(`${ui.signalbox.url}/kill?flag=recommendations&environment=staging&incident=INC-42`);
    await page.getByRole('heading', { name: 'Kill recommendations' }).waitFor();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('radio', { name: 'Staging' }).isChecked()).toBe(true);
    expect(await field(page, 'Incident (optional)').inputValue()).toBe('INC-42');
    await dialog.getByRole('button', { name: 'Confirm kill' }).click();
    await dialog.getByRole('status', { name: 'Receipt' }).waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();

    // The last change comes first, and the address no longer opens the switch.
    const first = page.getByRole('listitem').first();
    await first.getByText('killed recommendations in staging').waitFor();
    await first.getByText('Killed', { exact: true }).waitFor();
    await page.reload();
    await first.getByRole('button', { name: 'Restore recommendations' }).waitFor();
    expect(await dialog.count()).toBe(0);
    await page.goto(`${ui.signalbox.url}/p/shop/flags/recommendations?environment=staging`);
    await page.getByText('INC-42').first().waitFor();
    await page.context().close();
  });

  it('kills what is typed, with the keyboard alone', async () => {
    const page = await ui.signIn();
    await page.goto(`${ui.signalbox.url}/p/shop/kill`);
    await page.getByRole('textbox', { name: 'Which flag' }).waitFor();
    await page.getByRole('listitem').first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('free ship');
    await page.getByRole('button', { name: 'Kill free-shipping-threshold' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Kill free-shipping-threshold' }).waitFor();
    await page.getByRole('button', { name: 'Confirm kill' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'free-shipping-threshold is killed in Production' }).waitFor();
    await page.context().close();
  });

  it('says to whoever may not kill who may', async () => {
    const page = await ui.signInAs('Vera', 'viewer');
    await page.goto(`${ui.signalbox.url}/kill?flag=new-checkout`);
    await page.getByText('Killing needs the role operator').waitFor();
    await page.getByRole('link', { name: 'new-checkout' }).waitFor();
    expect(await page.getByRole('button', { name: /^Kill/ }).count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.context().close();
  });
});
