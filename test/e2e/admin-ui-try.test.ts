import { bucket } from '@signalbox/core/evaluator';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { field, save, startAdminUi, type AdminUi } from './admin-ui-session.ts';
import { barriers } from './barriers.ts';

let ui: AdminUi;

beforeAll(async () => {
  ui = await startAdminUi();
}, 120_000);

afterAll(() => ui?.[Symbol.asyncDispose]());

const RULES = [
  {
    id: 'staff',
    description: 'Staff in Europe',
    clauses: [
      { attribute: 'email', operator: 'endsWith' as const, values: ['@corner.shop'] },
      {
        any: [
          { attribute: 'country', operator: 'in' as const, values: ['DE', 'AT'] },
          { attribute: 'age', operator: 'greaterThan' as const, values: [18] },
        ],
      },
    ],
    serve: { variant: 'on' },
  },
  {
    id: 'share',
    clauses: [
      { attribute: 'targetingKey', operator: 'inSegment' as const, values: ['beta-testers'], negate: true },
    ],
    serve: { variant: 'on', share: 30_000 },
  },
];

async function openTry(page: Page, flag = 'new-checkout'): Promise<void> {
  await page.goto(`${ui.signalbox.url}/p/shop/flags/${flag}?environment=production`);
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Try a context').click();
  await page.getByRole('region', { name: 'Try a context' }).waitFor();
}

async function fillJson(page: Page, context: object): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Write the context as' }).getByText('JSON').click();
  await page.getByLabel('Context as JSON').fill(JSON.stringify(context));
}

async function explain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Explain' }).click();
}

/** A step of the way by its heading. */
function step(page: Page, title: string | RegExp): Locator {
  return page
    .getByRole('list', { name: /^The way to the answer of new-checkout/ })
    .getByRole('listitem')
    .filter({ hasText: title });
}

describe('whoever edits', () => {
  let page: Page;

  beforeEach(async () => {
    await ui.signalbox.admin.configure('recommendations', { enabled: true });
    await ui.signalbox.admin.configure('new-checkout', {
      enabled: true,
      rules: RULES,
      fallthrough: { variant: 'off' },
      prerequisites: [{ flag: 'recommendations', variant: 'on' }],
    });
    page = await ui.signIn();
    await openTry(page);
    return () => page.context().close();
  });

  it('sees the whole way: prerequisites, every clause with what it saw, the bucket, what was not asked', async () => {
    await field(page, 'Value of targetingKey').fill('customer-42');
    await page.getByRole('button', { name: 'Add email' }).click();
    await page.keyboard.type('ada@corner.shop');
    await page.getByRole('button', { name: 'Add age' }).click();
    await page.keyboard.type('41');
    await explain(page);
    await page.getByText('Rule 1 “Staff in Europe” serves on.').waitFor();

    await step(page, 'Needs recommendations at on').filter({ hasText: 'Met' }).first().waitFor();
    const rule = step(page, 'Rule 1 “Staff in Europe”').first();
    expect(await rule.getAttribute('aria-current')).toBe('step');
    expect(await rule.innerText()).toMatch(/email ends with @corner\.shop\s+email is "ada@corner\.shop"/);
    expect(await rule.innerText()).toMatch(/does not hold:\s*country is DE or AT\s+country is missing/);
    expect(await rule.innerText()).toMatch(/holds:\s*age is greater than 18\s+age is 41/);
    await step(page, 'Rule 2').filter({ hasText: 'Not asked' }).waitFor();
    await step(page, 'Everyone else').filter({ hasText: 'Not asked' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('sees in which bucket somebody fell, against the share', async () => {
    const salt = await saltOf('new-checkout');
    const inside = unitWith((own) => own < 30_000, salt);
    const outside = unitWith((own) => own >= 30_000, salt);

    await fillJson(page, { targetingKey: inside.unit });
    await explain(page);
    await page.getByText('Rule 2 serves on.').waitFor();
    await page.getByText(`bucket ${inside.bucket.toLocaleString('en')} < 30,000: inside`).waitFor();
    await page.getByText('not in beta-testers: not listed, and no rule matches').waitFor();

    await page.getByLabel('Context as JSON').fill(JSON.stringify({ targetingKey: outside.unit }));
    await page.getByText('The question has changed since this answer.', { exact: false }).waitFor();
    await explain(page);
    await page.getByText('No rule decided: everyone else gets off.').waitFor();
    await page.getByText(`bucket ${outside.bucket.toLocaleString('en')} ≥ 30,000: outside`).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('sees why a prerequisite is not met, and that nothing after it was asked', async () => {
    await ui.signalbox.admin.configure('recommendations', { enabled: false });
    await fillJson(page, { targetingKey: 'customer-1' });
    await explain(page);
    await page
      .getByText('recommendations is at off, not at on: so off is served, the off variant.')
      .waitFor();
    await page.getByRole('button', { name: 'Why recommendations is there' }).click();
    await page.getByText('Off: everyone gets off, whatever the rules say.').waitFor();
    await step(page, 'Rule 1').filter({ hasText: 'Not asked' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('explains edits before they are saved, what is saved, and any past revision', async () => {
    const staff = { targetingKey: 'customer-1', email: 'ada@corner.shop', country: 'DE' };
    await fillJson(page, staff);
    await explain(page);
    const heading = page.getByRole('heading', { name: /^new-checkout in Production, at revision \d+$/ });
    const revision = /\d+$/.exec(await heading.innerText())?.[0] ?? '';

    await page.getByRole('radiogroup', { name: 'Show' }).getByText('Rules').click();
    await page.getByRole('button', { name: 'Remove rule 1' }).click();
    await page.getByRole('button', { name: 'Remove rule 1' }).click();
    await page.getByRole('radiogroup', { name: 'Show' }).getByText('Try a context').click();
    expect(await page.getByLabel('Context as JSON').inputValue()).toContain('ada@corner.shop');
    await explain(page);
    await page
      .getByRole('heading', { name: 'new-checkout in Production, with your unsaved edits' })
      .waitFor();
    await page.getByText('There are no rules: everyone gets off.').waitFor();
    await page.getByRole('switch', { name: 'With my unsaved edits' }).click();
    await explain(page);
    await page.getByText('Rule 1 “Staff in Europe” serves on.').waitFor();

    await save(page);
    await page.getByText('Saved new-checkout in Production').waitFor();
    await explain(page);
    await page.getByText('There are no rules: everyone gets off.').waitFor();
    await page.getByLabel('As of revision').fill(revision);
    await explain(page);
    await page.getByText('Rule 1 “Staff in Europe” serves on.').waitFor();
    await page.getByLabel('As of revision').fill('99999');
    await explain(page);
    await page.getByRole('alert').filter({ hasText: '99999' }).waitFor();
  });

  it('finds what was tried again, and is told what is wrong with a context', async () => {
    await fillJson(page, { targetingKey: 'remembered', roles: ['admin'] });
    await explain(page);
    await page.getByText('Show as JSON').waitFor();
    await openTry(page, 'bulk-orders');
    expect(await field(page, 'Value of targetingKey').inputValue()).toBe('remembered');
    expect(await field(page, 'Value of roles').inputValue()).toBe('["admin"]');
    await field(page, 'Value of roles').fill('["admin"');
    await explain(page);
    await page.getByText('Not JSON.').waitFor();
    await page.getByRole('button', { name: 'Recent' }).click();
    await page.getByRole('menuitem', { name: /remembered/ }).click();
    expect(await field(page, 'Value of roles').inputValue()).toBe('["admin"]');
  });
});

it('whoever may only look may try a context, and change nothing', async () => {
  const page = await ui.signInAs('Vera', 'viewer');
  await openTry(page, 'payment-provider');
  await field(page, 'Value of targetingKey').fill('customer-1');
  await explain(page);
  await page.getByText('There are no rules: everyone gets primary.').waitFor();
  expect(await page.getByRole('button', { name: 'Review and save' }).count()).toBe(0);
  await page.context().close();
});

async function saltOf(flag: string): Promise<string> {
  const { url, serverKey } = ui.signalbox;
  const response = await fetch(`${url}/sdk/v1/ruleset`, {
    headers: { authorization: `Bearer ${serverKey}` },
  });
  const { flags } = (await response.json()) as { flags: { key: string; salt: string }[] };
  return flags.find(({ key }) => key === flag)?.salt ?? '';
}

/** Somebody whose own bucket is as wanted. */
function unitWith(fits: (own: number) => boolean, salt: string): { unit: string; bucket: number } {
  for (let at = 0; ; at += 1) {
    const unit = `customer-${at}`;
    const own = bucket(salt, 'exp:', unit);
    if (fits(own)) return { unit, bucket: own };
  }
}
