import { EventSource } from 'eventsource';
import { describe, expect, test } from 'vitest';
import {
  ada,
  config,
  configureFlag,
  createFlag,
  definition,
  killed,
  segment,
  writeSegment,
} from '../store/shop.ts';
import { openStream } from './open-stream.ts';
import { CLIENT_KEY, OTHER_KEY, SERVER_KEY, startServer, type TestServer } from './start-server.ts';

/** A server that has gone through revisions 1 to 3. */
async function startAtRevision3(): Promise<TestServer> {
  const server = await startServer();
  await server.store.commit(createFlag('checkout'), ada);
  await server.store.commit(createFlag('search'), ada);
  await server.store.commit(configureFlag('checkout', config), ada);
  return server;
}

async function positionOf(server: TestServer): Promise<{ epoch: string; revision: number }> {
  const environment = (await server.store.environments('shop')).find(({ key }) => key === 'production');
  if (!environment) throw new Error('No production environment');
  return environment;
}

describe('an open stream', () => {
  test('begins with the whole ruleset and brings every change as a patch', async () => {
    await using server = await startServer();
    await server.store.commit(createFlag('checkout'), ada);
    const stream = await openStream(server.url, { key: SERVER_KEY });
    const { epoch } = await positionOf(server);

    const put = await stream.next();
    expect(put).toMatchObject({
      event: 'put',
      id: `${epoch}.1`,
      data: { environment: 'production', revision: 1 },
    });
    expect(put.data.flags).toMatchObject([{ key: 'checkout', enabled: false }]);

    await server.store.commit(configureFlag('checkout', config), ada);
    const patch = await stream.next();
    expect(patch).toMatchObject({ event: 'patch', id: `${epoch}.2`, data: { epoch, from: 1, to: 2 } });
    expect(patch.data.flags).toMatchObject([{ key: 'checkout', enabled: true, version: 2 }]);
    expect(patch.data).not.toHaveProperty('urgent');
  });

  test('says that a kill is urgent, and a restore', async () => {
    await using server = await startAtRevision3();
    const stream = await openStream(server.url, { key: SERVER_KEY });
    await stream.next();
    await server.store.commit(configureFlag('checkout', killed, { action: 'flag.kill' }), ada);
    expect(await stream.next()).toMatchObject({ data: { to: 4, urgent: true, flags: [{ killed: true }] } });
    await server.store.commit(configureFlag('checkout', config, { action: 'flag.restore' }), ada);
    expect(await stream.next()).toMatchObject({ data: { to: 5, urgent: true } });
    await server.store.commit(configureFlag('checkout', config), ada);
    expect((await stream.next()).data).not.toHaveProperty('urgent');
  });

  test('names archived flags and removed segments', async () => {
    await using server = await startAtRevision3();
    await server.store.commit(writeSegment('beta', segment), ada);
    const stream = await openStream(server.url, { key: SERVER_KEY });
    await stream.next();
    await server.store.commit(writeSegment('beta', null), ada);
    expect(await stream.next()).toMatchObject({
      data: { flags: [], removed: { flags: [], segments: ['beta'] } },
    });
    await server.store.commit(
      {
        project: 'shop',
        action: 'flag.archive',
        flag: 'search',
        comment: '',
        writes: [{ type: 'flag', key: 'search', value: { ...definition, archived: true } }],
      },
      ada,
    );
    expect(await stream.next()).toMatchObject({
      data: { flags: [], removed: { flags: ['search'], segments: [] } },
    });
  });

  test('does not hear of other environments', async () => {
    await using server = await startAtRevision3();
    const stream = await openStream(server.url, { key: OTHER_KEY });
    expect(await stream.next()).toMatchObject({ data: { environment: 'development', revision: 2 } });
    await server.store.commit(configureFlag('checkout', killed), ada);
    await server.store.commit(createFlag('third'), ada);
    expect(await stream.next()).toMatchObject({ event: 'patch', data: { from: 2, to: 3 } });
  });

  test('shows that it lives, with revision and digest, as often as it says', async () => {
    await using server = await startServer({ heartbeatMs: 20 });
    const stream = await openStream(server.url, { key: SERVER_KEY });
    const { data } = await stream.next();
    for (let i = 0; i < 3; i++) {
      expect(await stream.next()).toMatchObject({
        event: 'heartbeat',
        data: { epoch: data.epoch, revision: data.revision, digest: data.digest, intervalMs: 20 },
      });
    }
  });

  test('passes through proxies as it is', async () => {
    await using server = await startServer();
    const stream = await openStream(server.url, { key: SERVER_KEY });
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    await stream.next();
    expect(stream.text()).toMatch(/^retry: \d+\n\n/);
  });

  test('ends when the server shuts down, and the server takes no more', async () => {
    await using server = await startServer();
    const stream = await openStream(server.url, { key: SERVER_KEY });
    await stream.next();
    await server.endStreams();
    await stream.ended;
    expect(await openStream(server.url, { key: SERVER_KEY })).toMatchObject({ status: 503 });
  });

  test('is told to poll when there is no room, in a stream that is over at once', async () => {
    await using server = await startServer({ maxStreams: 1 });
    const first = await openStream(server.url, { key: SERVER_KEY });
    for (const key of [SERVER_KEY, CLIENT_KEY]) {
      const second = await openStream(server.url, { key });
      expect(second).toMatchObject({
        status: 200,
        headers: { 'content-type': first.headers['content-type'] },
      });
      // Without a position: it has nothing yet that could be patched.
      expect(await second.next()).toMatchObject({ event: 'heartbeat', id: '', data: { pollMs: 30_000 } });
      await second.ended;
    }
    first.close();
    await expect
      .poll(async () => (await openStream(server.url, { key: SERVER_KEY })).next())
      .toMatchObject({ event: 'put' });
  });

  test('works with the EventSource of npm', async () => {
    await using server = await startAtRevision3();
    const source = new EventSource(`${server.url}/sdk/v1/stream`, {
      fetch: (url, init) =>
        fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${SERVER_KEY}` } }),
    });
    try {
      const event = (name: string) =>
        new Promise<MessageEvent>((resolve) => source.addEventListener(name, resolve, { once: true }));
      const put = await event('put');
      expect(JSON.parse(put.data)).toMatchObject({ revision: 3 });
      const patched = event('patch');
      await server.store.commit(configureFlag('checkout', killed), ada);
      expect((await patched).lastEventId).toMatch(/\.4$/);
    } finally {
      source.close();
    }
  });
});

describe('a stream that comes back', () => {
  test('gets one patch with all that it missed', async () => {
    await using server = await startAtRevision3();
    const { epoch } = await positionOf(server);
    const stream = await openStream(server.url, {
      key: SERVER_KEY,
      headers: { 'last-event-id': `${epoch}.1` },
    });
    const patch = await stream.next();
    expect(patch).toMatchObject({ event: 'patch', id: `${epoch}.3`, data: { from: 1, to: 3 } });
    expect(patch.data.flags).toMatchObject([
      { key: 'search', version: 2 },
      { key: 'checkout', version: 3 },
    ]);
  });

  test('gets only a heartbeat when it missed nothing', async () => {
    await using server = await startAtRevision3();
    const { epoch } = await positionOf(server);
    const stream = await openStream(server.url, { key: SERVER_KEY, query: { since: `${epoch}.3` } });
    expect(await stream.next()).toMatchObject({ event: 'heartbeat', data: { epoch, revision: 3 } });
  });

  test.each([
    ['from the future', (epoch: string) => `${epoch}.99`],
    ['of another epoch', () => 'restored.2'],
    ['of no shape at all', () => '<script>'],
    ['with an absurd revision', (epoch: string) => `${epoch}.99999999999999999999`],
    ['that is empty', () => ''],
  ])('gets the whole ruleset when its position is one %s', async (_, position) => {
    await using server = await startAtRevision3();
    const { epoch } = await positionOf(server);
    const stream = await openStream(server.url, { key: SERVER_KEY, query: { since: position(epoch) } });
    expect(await stream.next()).toMatchObject({ event: 'put', data: { epoch, revision: 3 } });
  });

  test('gets the whole ruleset when it was connected to another environment before', async () => {
    await using server = await startAtRevision3();
    const { epoch } = await positionOf(server);
    const stream = await openStream(server.url, {
      key: OTHER_KEY,
      headers: { 'last-event-id': `${epoch}.1` },
    });
    expect(await stream.next()).toMatchObject({ event: 'put', data: { environment: 'development' } });
  });
});
