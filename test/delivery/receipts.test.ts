import { describe, expect, test } from 'vitest';
import { ada, configureFlag, createFlag, killed } from '../store/shop.ts';
import { openStream, type StreamEvent } from './open-stream.ts';
import { CLIENT_KEY, SERVER_KEY, startServer, type TestServer } from './start-server.ts';

const APP = { sdk: 'node/0.1.0', application: 'shop', applicationVersion: '1.2.3' };

function confirm(
  server: TestServer,
  instance: string,
  event: StreamEvent | undefined,
  rest: object = {},
): Promise<Response> {
  const { epoch, digest, to, revision = to } = event?.data ?? {};
  return fetch(`${server.url}/sdk/v1/receipts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SERVER_KEY}` },
    body: JSON.stringify({ instance, epoch, revision, digest, ...rest }),
  });
}

function report(server: TestServer, revision: number) {
  return server.fleet.receipt('shop', 'production', revision);
}

describe('after a kill', () => {
  test('the receipt fills up until everybody connected runs without the flag', async () => {
    const clock = { now: 1_700_000_000_000 };
    await using server = await startServer({ now: () => clock.now });
    await server.store.commit(createFlag('checkout'), ada);
    const names = ['instance-1', 'instance-2'];
    const streams = await Promise.all(
      names.map((instance) => openStream(server.url, { key: SERVER_KEY, query: { ...APP, instance } })),
    );
    for (const stream of streams) await stream.next();

    await server.store.commit(configureFlag('checkout', killed, { action: 'flag.kill' }), ada);
    const [first, second] = await Promise.all(streams.map((stream) => stream.next()));
    expect(report(server, 2)).toMatchObject({
      applied: 0,
      connected: 2,
      complete: false,
      p50Ms: null,
      maxMs: null,
    });

    clock.now += 40;
    expect((await confirm(server, 'instance-1', first)).status).toBe(204);
    expect(report(server, 2)).toMatchObject({
      environment: 'production',
      revision: 2,
      committedAt: 1_700_000_000_000,
      applied: 1,
      connected: 2,
      complete: false,
      p50Ms: 40,
      instances: [
        {
          instance: 'instance-2',
          state: 'delivered',
          revision: null,
          appliedMs: null,
          transport: 'stream',
          ...APP,
        },
        { instance: 'instance-1', state: 'applied', revision: 2, appliedMs: 40 },
      ],
    });
    clock.now += 60;
    await confirm(server, 'instance-2', second);
    expect(report(server, 2)).toMatchObject({
      applied: 2,
      connected: 2,
      complete: true,
      p50Ms: 40,
      p99Ms: 100,
      maxMs: 100,
    });
  });

  test('who disconnects is missing no longer, and who comes back is the same instance', async () => {
    await using server = await startServer();
    await server.store.commit(createFlag('checkout'), ada);
    const query = { ...APP, instance: 'instance-1' };
    const stream = await openStream(server.url, { key: SERVER_KEY, query });
    await confirm(server, 'instance-1', await stream.next());
    stream.close();
    await expect.poll(() => report(server, 1)).toMatchObject({ applied: 0, connected: 0 });
    const again = await openStream(server.url, { key: SERVER_KEY, query });
    await again.next();
    expect(report(server, 1)).toMatchObject({ applied: 1, connected: 1, complete: true });
  });

  test('browsers are counted apart, and curl not at all', async () => {
    await using server = await startServer();
    const browser = await openStream(server.url, {
      key: CLIENT_KEY,
      query: { instance: 'browser-1', sdk: 'browser/0.1.0' },
    });
    const curl = await openStream(server.url, { key: SERVER_KEY });
    await browser.next();
    await curl.next();
    expect(report(server, 0)).toMatchObject({ connected: 0, browsers: 1, instances: [] });
    browser.close();
    await expect.poll(() => report(server, 0).browsers).toBe(0);
  });

  test('an instance that polls is counted too', async () => {
    await using server = await startServer();
    const query = new URLSearchParams({ ...APP, instance: 'instance-1' });
    const headers = { authorization: `Bearer ${SERVER_KEY}` };
    const response = await fetch(`${server.url}/sdk/v1/ruleset?${query}`, { headers });
    expect(report(server, 0).instances).toMatchObject([{ transport: 'polling', state: 'delivered' }]);
    await confirm(server, 'instance-1', { event: 'put', id: '', data: JSON.parse(await response.text()) });
    expect(report(server, 0)).toMatchObject({ applied: 1, connected: 1 });
  });
});

describe('a receipt does not count', () => {
  test.each([
    ['with another digest', { digest: '0123456789abcdef' }],
    ['of another epoch', { epoch: 'restored' }],
    ['of a revision that is not there yet', { revision: 99 }],
    ['of somebody unknown', { instance: 'stranger-1' }],
  ])('%s', async (_, rest) => {
    await using server = await startServer();
    const stream = await openStream(server.url, {
      key: SERVER_KEY,
      query: { ...APP, instance: 'instance-1' },
    });
    expect((await confirm(server, 'instance-1', await stream.next(), rest)).status).toBe(204);
    expect(report(server, 0)).toMatchObject({ applied: 0, connected: 1 });
  });

  test.each([
    ['instance', { instance: 'x' }],
    ['revision', { revision: -1 }],
    ['revision', { revision: '1' }],
    ['digest', { digest: 'none' }],
    ['epoch', { epoch: 'a b' }],
  ])('with a bad %s, and is refused', async (field, rest) => {
    await using server = await startServer();
    const stream = await openStream(server.url, {
      key: SERVER_KEY,
      query: { ...APP, instance: 'instance-1' },
    });
    const response = await confirm(server, 'instance-1', await stream.next(), rest);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ field }] });
  });

  test('from a public key: anybody could have sent it', async () => {
    await using server = await startServer();
    const response = await fetch(`${server.url}/sdk/v1/receipts?key=${CLIENT_KEY}`, {
      method: 'POST',
      body: '{}',
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'server_side_only' });
  });
});
