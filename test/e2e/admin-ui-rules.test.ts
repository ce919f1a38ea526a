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
  await ui.signalbox.admin.configure('bulk-orders', { enabled: true, rules: [] });
  page = await ui.signIn();
  await page.goto(`${ui.signalbox.url}/p/shop/flags/bulk-orders?environment=production`);
  await page.getByRole('button', { name: 'Add rule' }).click();
});

afterEach(() => page.context().close());

/** The rules as the API has them. */
async function savedRules(): Promise<unknown> {
  const response = await fetch(`${ui.signalbox.url}/api/v1/projects/shop/flags/bulk-orders`, {
    headers: { cookie: ui.signalbox.admin.cookie },
  });
  const { environments } = (await response.json()) as { environments: Record<string, { rules: unknown[] }> };
  return environments['production']?.rules;
}

async function savedNotice(): Promise<void> {
  await page.getByText('Saved bulk-orders in Production').waitFor();
}

it('a rule with groups in groups is built, reviewed in words and saved as it was built', async () => {
  await field(page, 'Attribute of clause 1 of rule 1').fill('country');
  await field(page, 'Values of clause 1 of rule 1').fill('DE');
  await page.keyboard.press('Enter');
  await page.getByLabel('Ignore upper and lower case in clause 1 of rule 1').check();

  await page.getByRole('button', { name: 'Add group to rule 1' }).click();
  await field(page, 'Attribute of clause 1 of group 2 of rule 1').fill('plan');
  await choose(page, 'Operator of clause 1 of group 2 of rule 1', 'has no value');
  await page.getByRole('button', { name: 'Add group to group 2 of rule 1' }).click();
  const inner = 'clause 1 of group 2 of group 2 of rule 1';
  await field(page, `Attribute of ${inner}`).fill('since');
  await choose(page, `Operator of ${inner}`, 'is before');
  await field(page, `Day of ${inner}`).fill('2026-11-23');
  await field(page, `Time of ${inner}, UTC`).fill('18:30');
  await page.getByRole('button', { name: 'Add clause to group 2 of group 2 of rule 1' }).click();
  await choose(page, 'Operator of clause 2 of group 2 of group 2 of rule 1', 'is in segment');
  await field(page, 'Segments of clause 2 of group 2 of group 2 of rule 1').click();
  await page.getByRole('option', { name: 'Beta testers' }).click();
  await page.keyboard.press('Escape');
  await page
    .getByRole('radiogroup', { name: 'How the parts of group 2 of group 2 of rule 1 count' })
    .getByText('None')
    .click();
  expect(await barriers(page)).toEqual([]);

  await page.getByRole('button', { name: 'Review and save' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByText(
      'Add rule 1: when country is DE (in any case) and any of (plan has no value; none of (since is before 2026-11-23T18:30:00Z; the unit is in segment beta-testers)), serve on',
    )
    .waitFor();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await savedNotice();
  expect(await savedRules()).toEqual([
    {
      id: expect.any(String),
      clauses: [
        { attribute: 'country', operator: 'in', values: ['DE'], ignoreCase: true },
        {
          any: [
            { attribute: 'plan', operator: 'exists', values: [], negate: true },
            {
              none: [
                { attribute: 'since', operator: 'before', values: ['2026-11-23T18:30:00Z'] },
                { attribute: 'targetingKey', operator: 'inSegment', values: ['beta-testers'] },
              ],
            },
          ],
        },
      ],
      serve: { variant: 'on' },
    },
  ]);

  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Show the differences' }).first().click();
  await page.getByText('Add rule 1: when country is DE').waitFor();
});

it('groups are made, moved out of and dissolved with the keyboard alone', async () => {
  const focused = (name: string) => field(page, name).and(page.locator(':focus')).waitFor();
  const menuItem = async (name: string) => {
    await page.getByRole('menuitem', { name }).waitFor();
    // Opened by keyboard, the first item has the focus.
    while (!(await page.getByRole('menuitem', { name }).evaluate((item) => item === document.activeElement)))
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  };
  const last = 'rule 1';
  await field(page, `Attribute of clause 1 of ${last}`).fill('plan');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Add clause to ${last}` }).focus();
  await page.keyboard.press('Enter');
  await focused(`Attribute of clause 2 of ${last}`);
  await page.keyboard.type('country');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: `More for clause 1 of ${last}` }).focus();
  await page.keyboard.press('Enter');
  await menuItem('Put into a group');
  await page.getByRole('group', { name: `Group 1 of ${last}` }).waitFor();
  await page.getByRole('button', { name: `Add clause to group 1 of ${last}` }).focus();
  await page.keyboard.press('Enter');
  await focused(`Attribute of clause 2 of group 1 of ${last}`);
  await page.keyboard.type('email');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: `More for clause 2 of group 1 of ${last}` }).focus();
  await page.keyboard.press('Enter');
  await menuItem('Move out of the group');
  await expect.poll(() => field(page, `Attribute of clause 2 of ${last}`).inputValue()).toBe('email');

  await page.getByRole('button', { name: `More for group 1 of ${last}` }).focus();
  await page.keyboard.press('Enter');
  await menuItem('Ungroup');
  const attributes = [1, 2, 3].map((at) => field(page, `Attribute of clause ${at} of ${last}`));
  await expect
    .poll(() => Promise.all(attributes.map((one) => one.inputValue())))
    .toEqual(['plan', 'email', 'country']);
});

it('groups stand no deeper than the server takes them', async () => {
  let name = 'rule 1';
  for (let depth = 1; depth <= 5; depth += 1) {
    await page.getByRole('button', { name: `Add group to ${name}`, exact: true }).click();
    name = `group 2 of ${name}`;
  }
  await page.getByRole('button', { name: `Add clause to ${name}`, exact: true }).waitFor();
  expect(await page.getByRole('button', { name: `Add group to ${name}`, exact: true }).count()).toBe(0);
  await page.setViewportSize({ width: 390, height: 900 });
  expect(await barriers(page)).toEqual([]);
});

it('a pattern that could hang somebody is refused where it stands, until it is rewritten', async () => {
  await field(page, 'Attribute of clause 1 of rule 1').fill('sku');
  await choose(page, 'Operator of clause 1 of rule 1', 'matches (regex)');
  const pattern = field(page, 'Pattern of clause 1 of rule 1');
  await pattern.fill('^(');
  await page.getByRole('button', { name: 'Review and save' }).click();
  await page.getByText('This is not a regular expression: unterminated group.').first().waitFor();

  await pattern.fill('^(a+)+$');
  await save(page);
  await ledTo(page, 'Pattern of clause 1 of rule 1');
  const described = await pattern.getAttribute('aria-describedby');
  expect(await page.locator(`[id="${described?.split(' ').at(-1)}"]`).innerText()).toMatch(/of some texts/);
  expect(await barriers(page)).toEqual([]);

  await pattern.fill('^a+$');
  expect(await pattern.getAttribute('aria-invalid')).not.toBe('true');
  await save(page);
  await savedNotice();
});

it('a segment may ask for other segments, but neither for itself nor in a circle', async () => {
  await createSegment('inner', 'beta-testers');
  await page.goto(`${ui.signalbox.url}/p/shop/segments/production/beta-testers`);
  await page.getByRole('button', { name: 'Add rule' }).click();
  const rules = page.getByRole('region', { name: 'Rules' });
  const last = `rule ${await rules.getByRole('listitem').count()}`;
  await choose(page, `Operator of clause 1 of ${last}`, 'is in segment');
  await field(page, `Segments of clause 1 of ${last}`).click();
  await page.getByRole('listbox').waitFor();
  expect(await page.getByRole('option', { name: 'Beta testers' }).count()).toBe(0);
  await page.getByRole('option', { name: 'Inner' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save segment' }).click();
  await page.getByRole('alert').filter({ hasText: 'beta-testers → inner → beta-testers' }).waitFor();
});

/** A segment of everyone who is in another one. */
async function createSegment(key: string, of: string): Promise<void> {
  const { url, admin } = ui.signalbox;
  const response = await fetch(`${url}/api/v1/projects/shop/environments/production/segments`, {
    method: 'POST',
    headers: { cookie: admin.cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({
      key,
      name: 'Inner',
      rules: [{ id: 'a', clauses: [{ attribute: 'targetingKey', operator: 'inSegment', values: [of] }] }],
    }),
  });
  if (!response.ok) throw new Error(await response.text());
}
