import { createClient } from '@signalbox/sdk-node';
import { expect, test } from 'vitest';
import { ada, configureFlag, createFlag, killed } from '../store/shop.ts';
import { openStream } from './open-stream.ts';
import { CLIENT_KEY, SERVER_KEY, startServer } from './start-server.ts';

const authorization = `Bearer ${SERVER_KEY}`;
const RARELY = { perSecond: 0.01, burst: 1 };

test('while streams are held back, a kill, its receipts and events pass as ever', async () => {
  await using server = await startServer({ streamRate: RARELY });
  await server.store.commit(createFlag('checkout'), ada);
  const query = { instance: 'instance-1' };
  const stream = await openStream(server.url, { key: SERVER_KEY, query });
  const { data } = await stream.next();
  for (const [key, path] of [
    [SERVER_KEY, '/sdk/v1/stream'],
    [CLIENT_KEY, '/sdk/v1/stream'],
    [CLIENT_KEY, '/ofrep/v1/stream'],
  ] as const) {
    const late = await openStream(server.url, { key, path });
    expect(late.status, path).toBe(503);
    expect(Number(late.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  }

  await server.store.commit(configureFlag('checkout', killed, { action: 'flag.kill' }), ada);
  const patch = await stream.next();
  expect(patch.data).toMatchObject({ urgent: true, flags: [{ killed: true }] });
  const { to: revision, digest } = patch.data;
  const receipt = JSON.stringify({ instance: 'instance-1', epoch: data.epoch, revision, digest });
  const post = async (path: string, body: string) =>
    (await server.request(path, { method: 'POST', headers: { authorization }, body })).status;
  expect(await post('/sdk/v1/receipts', receipt)).toBe(204);
  const events = JSON.stringify({ batch: 'batch-0001', instance: 'instance-1', exposures: [], metrics: [] });
  expect(await post('/sdk/v1/events', events)).toBe(200);
});

test('while rulesets are held back, who has the newest one still hears that', async () => {
  await using server = await startServer({ snapshotRate: RARELY });
  const get = (headers: Record<string, string> = {}) =>
    server.request('/sdk/v1/ruleset', { headers: { authorization, ...headers } });
  const first = await get();
  expect(first.status).toBe(200);
  const second = await get();
  expect(second.status).toBe(503);
  expect(Number(second.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(second.headers.get('cache-control')).toBe('no-store');
  const tag = first.headers.get('etag') ?? '';
  expect((await get({ 'if-none-match': tag })).status).toBe(304);
});

test('an SDK for whose stream there is no room answers all the same, and polls', async () => {
  await using server = await startServer({ maxStreams: 0 });
  await server.store.commit(createFlag('checkout'), ada);
  await server.store.commit(configureFlag('checkout', killed), ada);
  const client = createClient({ url: server.url, sdkKey: SERVER_KEY });
  try {
    await client.ready({ timeoutMs: 10_000 });
    expect(client.getBooleanDetails('checkout', true, { targetingKey: 'ada' })).toMatchObject({
      reason: 'DISABLED',
    });
    await expect.poll(() => client.stats().transport).toBe('polling');
  } finally {
    await client.close();
  }
});
