import { createClient } from '@signalbox/sdk-node';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test, vi } from 'vitest';
import { startSignalbox } from '../setup/signalbox.ts';
import { ada } from '../store/shop.ts';
import { setFlag } from './changes.ts';
import { openStream } from './open-stream.ts';
import { CLIENT_KEY, SERVER_KEY, startServer, type TestServer } from './start-server.ts';

const soon = { timeout: 20_000, interval: 20 };

async function positionOf({ store }: TestServer) {
  const all = await store.environments('shop');
  const { epoch = '', revision = -1 } = all.find(({ key }) => key === 'production') ?? {};
  return { epoch, revision };
}

/** The answer to an SDK that polls and says where it stands. */
function poll({ request }: TestServer, position: string): Promise<Response> {
  const headers = { authorization: `Bearer ${SERVER_KEY}`, 'if-none-match': `"${position}"` };
  return request('/sdk/v1/ruleset', { headers });
}

describe('an SDK that has seen a later revision than the database has', () => {
  test.each([
    ['server-side', SERVER_KEY],
    ['client-side', CLIENT_KEY],
  ])('hears of a new epoch (%s), and the log says why', async (_kind, key) => {
    await using server = await startServer();
    await server.store.commit(setFlag('banner'), ada);
    const { epoch, revision } = await positionOf(server);
    const stream = await openStream(server.url, { key, query: { since: `${epoch}.${revision + 5}` } });
    let heard = (await stream.next()).data.epoch;
    while (heard === epoch) heard = (await stream.next()).data.epoch;
    expect(await positionOf(server)).toEqual({ epoch: heard, revision });
    expect(await server.store.changes('shop', { limit: 1 })).toMatchObject([
      {
        action: 'environment.renew',
        environment: 'production',
        actor: { type: 'system' },
        comment: expect.stringContaining('restored from a backup'),
      },
    ]);
  });

  test('is believed when it polls, too', async () => {
    await using server = await startServer();
    await server.store.commit(setFlag('banner'), ada);
    const { epoch, revision } = await positionOf(server);
    await poll(server, `${epoch}.${revision + 1}`);
    await vi.waitFor(async () => expect((await positionOf(server)).epoch).not.toBe(epoch), soon);
  });

  test('cannot make everybody fetch everything again and again', async () => {
    await using server = await startServer();
    await server.store.commit(setFlag('banner'), ada);
    const { epoch } = await positionOf(server);
    await poll(server, `${epoch}.99`);
    await vi.waitFor(async () => expect((await positionOf(server)).epoch).not.toBe(epoch), soon);
    const next = await positionOf(server);
    await vi.waitFor(async () => {
      const { epoch: live } = (await (await poll(server, 'none')).json()) as { epoch: string };
      expect(live).toBe(next.epoch);
    }, soon);
    await poll(server, `${next.epoch}.99`);
    await server.store.commit(setFlag('search'), ada);
    expect((await positionOf(server)).epoch).toBe(next.epoch);
  });

  test('is not asked about what other epochs had', async () => {
    await using server = await startServer();
    await server.store.commit(setFlag('banner'), ada);
    const before = await positionOf(server);
    await poll(server, 'other.99');
    await poll(server, `${before.epoch}.${before.revision}`);
    await server.store.commit(setFlag('search'), ada);
    expect((await positionOf(server)).epoch).toBe(before.epoch);
  });
});

test('after a backup was put back, SDKs answer as the backup has it', async () => {
  await using signalbox = await startSignalbox();
  const { url, serverKey, dataFolder, admin } = signalbox;
  const database = join(dataFolder, 'signalbox.db');
  const client = createClient({ url, sdkKey: serverKey, onWarning: () => undefined });
  await client.ready();
  expect(client.isEnabled('recommendations')).toBe(true);

  using reader = new DatabaseSync(database);
  reader.exec(`VACUUM INTO '${database}.backup'`);
  await admin.kill('recommendations');
  await vi.waitFor(() => expect(client.isEnabled('recommendations')).toBe(false), soon);

  await signalbox.stop('SIGKILL');
  await Promise.all(['-wal', '-shm'].map((end) => rm(database + end, { force: true })));
  await copyFile(`${database}.backup`, database);
  await signalbox.start();
  await vi.waitFor(() => expect(client.isEnabled('recommendations')).toBe(true), soon);
  await client.close();
}, 60_000);
