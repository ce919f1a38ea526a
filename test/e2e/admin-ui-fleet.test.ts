import { RULESET_PATH, STREAM_PATH } from '@signalbox/core/sync';
import { createClient, type Client } from '@signalbox/sdk-node';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { choose, startAdminUi, type AdminUi } from './admin-ui-session.ts';
import { barriers } from './barriers.ts';

let ui: AdminUi;
let page: Page;
let clients: Client[];
const streams = new AbortController();

beforeAll(async () => {
  ui = await startAdminUi();
  const { url, serverKey, clientKey, admin } = ui.signalbox;
  await admin.configure('bulk-orders', { prerequisites: [{ flag: 'new-checkout', variant: 'on' }] });
  const options = { url, sdkKey: serverKey, application: 'orders' };
  clients = [createClient(options), createClient(options)];
  await Promise.all(clients.map((client) => client.ready({ timeoutMs: 20_000 })));
  // Three that confirm nothing, each in its own way, and a page.
  const gone = new AbortController();
  await ask(STREAM_PATH, { instance: 'mute-1234', application: 'legacy', key: serverKey });
  await ask(STREAM_PATH, { instance: 'gone-1234', application: 'legacy', key: serverKey }, gone.signal);
  await ask(RULESET_PATH, { instance: 'poller-1234', poll: '60000', key: serverKey });
  await ask(STREAM_PATH, { instance: 'page-1234', key: clientKey });
  gone.abort();
}, 120_000);

afterAll(async () => {
  streams.abort();
  await Promise.all((clients ?? []).map((client) => client.close()));
  await ui?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  page = await ui.signIn();
});

afterEach(() => page.context().close());

/** Asks as an SDK does, reads on as long as there is something, and confirms nothing. */
async function ask(path: string, { key, ...query }: Record<string, string>, signal = streams.signal) {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${ui.signalbox.url}${path}?${new URLSearchParams(query)}`, {
    headers,
    signal,
  });
  expect(response.status).toBe(200);
  response.body?.pipeTo(new WritableStream()).catch(() => undefined);
}

function says(text: string | RegExp) {
  return page.getByText(text).first().waitFor();
}

it('the fleet says at a glance who runs the revision, who does not, and who is gone', async () => {
  await page.goto(`${ui.signalbox.url}/p/shop/fleet?environment=production`);
  const headline = page.getByRole('status', { name: 'Receipt' });
  await headline.filter({ hasText: /^2 of 4 SDK instances run revision \d+$/ }).waitFor();

  const revision = await ui.signalbox.admin.kill('recommendations');
  await headline.filter({ hasText: `2 of 4 SDK instances run revision ${revision}` }).waitFor();
  await says('1 sent, not confirmed');
  await says(/^1 polling, next poll due by \d\d:\d\d:\d\d$/);
  await says(/^1 silent since \d\d:\d\d: it keeps the ruleset it had$/);
  await says('Besides, about 1 of 1 browser was sent it');
  await says(/^p50 \d+\sms · p99 \d+\sms · slowest \d+\sms$/);
  expect(await barriers(page)).toEqual([]);

  const table = page.getByRole('table', { name: 'SDK instances', exact: true });
  await table.getByRole('row').filter({ hasText: 'mute-1234' }).filter({ hasText: 'sent' }).waitFor();
  await page.getByRole('table', { name: 'Silent SDK instances' }).getByText('gone-1234').waitFor();
  await choose(page, 'Application', 'orders (2)');
  await table.getByText('mute-1234').waitFor({ state: 'detached' });
  expect(await table.getByRole('row').filter({ hasText: 'applied' }).count()).toBe(2);
  await choose(page, 'State', 'waiting (0)');
  await says('No connected instance is like that now');
});

it('figures that are not of now do not look like it', async () => {
  await page.goto(`${ui.signalbox.url}/p/shop/fleet?environment=production`);
  await says(/of 4 SDK instances/);
  await page.route('**/instances*', (route) => route.fulfill({ status: 503, body: 'away' }));
  await page
    .getByRole('alert')
    .filter({ hasText: /^As it was at \d\d:\d\d:\d\d/ })
    .waitFor();
  await page.unroute('**/instances*');
  await page.getByRole('alert').waitFor({ state: 'detached' });
  expect(await page.getByRole('status', { name: 'Receipt' }).count()).toBe(1);
});

it('a kill names what else changes, and its receipt says the same as the fleet', async () => {
  await page.goto(`${ui.signalbox.url}/p/shop/flags/new-checkout?environment=production`);
  await page.getByRole('button', { name: 'Kill', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('bulk-orders needs it and gives its off variant too.').waitFor();
  await dialog.getByRole('button', { name: 'Confirm kill' }).click();
  await dialog.getByText('2 of 4 SDK instances run without it').waitFor();
  await dialog.getByText('1 sent, not confirmed').waitFor();
  const missing = dialog.getByRole('region', { name: 'Not there yet' });
  await missing
    .getByRole('listitem')
    .filter({ hasText: 'poller-1234' })
    .filter({ hasText: 'due by' })
    .waitFor();
  await missing.getByRole('listitem').filter({ hasText: 'legacy' }).filter({ hasText: 'silent' }).waitFor();
  expect(await barriers(page)).toEqual([]);
});
