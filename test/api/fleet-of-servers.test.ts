import { createClient, type Client } from '@signalbox/sdk-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../setup/create-database.ts';
import { ADMIN_EMAIL, ADMIN_PASSWORD, startSignalbox, type Signalbox } from '../setup/signalbox.ts';
import { signIn } from '../setup/admin.ts';

// Two servers over one Postgres; all SDKs stream from the first.
let database: TestDatabase;
let one: Signalbox;
let other: Signalbox;
let clients: Client[];

beforeAll(async () => {
  database = await createDatabase();
  const settings = { SIGNALBOX_DATABASE_URL: database.url, SIGNALBOX_SECRET: 's'.repeat(32) };
  one = await startSignalbox({ settings });
  other = await startSignalbox({ settings, dataFolder: one.dataFolder });
  clients = Array.from({ length: 3 }, () => createClient({ url: one.url, sdkKey: one.serverKey }));
  await Promise.all(clients.map((client) => client.ready({ timeoutMs: 20_000 })));
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await other[Symbol.asyncDispose]();
  await one[Symbol.asyncDispose]();
  await database.drop();
});

const soon = { timeout: 20_000 };

/** A server-side instance whose requests do not all reach the same server. */
async function connect(server: Signalbox, instance: string) {
  const ending = new AbortController();
  const headers = { authorization: `Bearer ${one.serverKey}` };
  const query = `instance=${instance}&sdk=node%2F0.1.0&application=spread`;
  const response = await fetch(`${server.url}/sdk/v1/stream?${query}`, { headers, signal: ending.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  /** Position and digest of the first event that brings this revision. */
  async function standing(revision: number) {
    for (;;) {
      for (const [, data = ''] of text.matchAll(/data: (.*)\n\n/g)) {
        const event = JSON.parse(data) as { epoch: string; digest: string; to?: number; revision?: number };
        if ((event.to ?? event.revision) === revision)
          return { epoch: event.epoch, revision, digest: event.digest };
      }
      const read = await reader?.read();
      if (!read || read.done) throw new Error('The stream ended');
      text += read.value;
    }
  }
  const post = (to: Signalbox, path: string, body: object) =>
    fetch(`${to.url}/sdk/v1/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ instance, ...body }),
    });
  return {
    confirm: async (to: Signalbox, revision: number) => post(to, 'receipts', await standing(revision)),
    sayGoodbye: (to: Signalbox) => post(to, 'goodbye', {}),
    drop: () => ending.abort(),
  };
}

test('a kill on one server is confirmed there by the SDKs of the other', async () => {
  await expect.poll(() => other.admin.receipt(0), soon).toMatchObject({ connected: 3, complete: true });
  const revision = await other.admin.kill('recommendations');
  const first = await other.admin.receipt(revision);
  expect(first.connected).toBe(3);
  await expect
    .poll(() => other.admin.receipt(revision), soon)
    .toMatchObject({ applied: 3, connected: 3, complete: true });
  expect(clients.some((client) => client.isEnabled('recommendations'))).toBe(false);
  expect((await other.admin.receipt(revision)).instances[0]).toMatchObject({ state: 'applied' });
  await expect
    .poll(() => one.admin.receipt(revision), soon)
    .toMatchObject({ applied: 3, connected: 3, complete: true });
});

test('a receipt and a goodbye count on whichever server they arrive', async () => {
  const spread = await connect(one, 'spread-1');
  const revision = await one.admin.restore('recommendations');
  for (const { admin } of [one, other]) {
    await expect
      .poll(() => admin.receipt(revision), soon)
      .toMatchObject({ applied: 3, connected: 4, complete: false });
  }
  expect((await spread.confirm(other, revision)).status).toBe(204);
  for (const { admin } of [one, other]) {
    await expect
      .poll(() => admin.receipt(revision), { timeout: 2_000 })
      .toMatchObject({ applied: 4, connected: 4, complete: true });
  }
  expect((await spread.sayGoodbye(other)).status).toBe(204);
  spread.drop();
  for (const { admin } of [one, other]) {
    await expect
      .poll(() => admin.receipt(revision), soon)
      .toMatchObject({ connected: 3, complete: true, silent: { count: 0 } });
  }
});

test('who moves from one server to the other counts once', async () => {
  const before = await connect(one, 'moving-1');
  await expect.poll(() => other.admin.receipt(0), soon).toMatchObject({ connected: 4 });
  const after = await connect(other, 'moving-1');
  await expect.poll(() => one.admin.receipt(0), soon).toMatchObject({ connected: 4 });
  before.drop();
  const revision = await one.admin.kill('recommendations');
  await after.confirm(one, revision);
  for (const { admin } of [one, other]) {
    await expect
      .poll(() => admin.receipt(revision), soon)
      .toMatchObject({ applied: 4, connected: 4, complete: true, silent: { count: 0 } });
  }
  await after.sayGoodbye(one);
  after.drop();
  await one.admin.restore('recommendations');
});

test('a server that is killed leaves nobody out: its SDKs are missing until they are back', async () => {
  await expect.poll(() => other.admin.receipt(0), soon).toMatchObject({ connected: 3 });
  await one.stop('SIGKILL');
  const revision = await other.admin.kill('recommendations');
  expect(await other.admin.receipt(revision)).toMatchObject({ connected: 3, applied: 0, complete: false });
  await one.start();
  await expect
    .poll(() => other.admin.receipt(revision), { timeout: 60_000 })
    .toMatchObject({ applied: 3, connected: 3, complete: true });
  const again = await signIn(one.url, ADMIN_EMAIL, ADMIN_PASSWORD);
  await expect
    .poll(() => again.receipt(revision), soon)
    .toMatchObject({ applied: 3, connected: 3, complete: true });
}, 90_000);
