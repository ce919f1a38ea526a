import { EventSource } from 'eventsource';
import { describe, expect, test } from 'vitest';
import { openStream, type RawStream, type StreamOptions } from '../delivery/open-stream.ts';
import { CLIENT_KEY, revokeKey, SERVER_KEY, startServer, type TestServer } from '../delivery/start-server.ts';
import { segmentRule } from '../delivery/changes.ts';
import { ada, segment, writeSegment } from '../store/shop.ts';
import { askerOf } from './ask.ts';
import { flag, startWithFlags } from './flags.ts';
import { expectShape } from './schemas.ts';

const PATH = '/ofrep/v1/stream';

function open(server: TestServer, options: Omit<StreamOptions, 'path'>): Promise<RawStream> {
  return openStream(server.url, { ...options, path: PATH });
}

/** Where all flags' answer says that changes are told. */
async function advertised(server: TestServer, key = CLIENT_KEY): Promise<URL> {
  const { body } = await askerOf(server.url, key).all();
  return new URL(body?.eventStreams?.[0]?.endpoint.requestUri ?? '/nowhere', server.url);
}

describe('the event stream', () => {
  test('is told of with a public key, which stands in its address; a secret one never does', async () => {
    await using server = await startWithFlags();
    const { pathname, searchParams } = await advertised(server);
    expect(pathname).toBe(PATH);
    expect(searchParams.get('key')).toBe(CLIENT_KEY);

    const { body } = await askerOf(server.url, SERVER_KEY).all();
    expect(body).not.toHaveProperty('eventStreams');
    expect(JSON.stringify(body)).not.toContain('sbx_');
  });

  test('says after a change that flags should be asked for again', async () => {
    await using server = await startWithFlags();
    const source = new EventSource(await advertised(server));
    try {
      await new Promise((resolve) => source.addEventListener('open', resolve));
      const message = new Promise<MessageEvent<string>>((resolve) =>
        source.addEventListener('message', resolve, { once: true }),
      );
      await server.store.commit(flag('static', {}, { enabled: false }), ada);
      const { data, lastEventId } = await message;
      const event: unknown = JSON.parse(data);
      expectShape('eventData', event);
      expect(event).toMatchObject({ type: 'refetchEvaluation', etag: lastEventId });
      const { body } = await askerOf(server.url, CLIENT_KEY).flag('static');
      expect(body?.value).toBe(false);
    } finally {
      source.close();
    }
  });

  test('begins where the answer stood, so that nothing is missed in between', async () => {
    await using server = await startWithFlags();
    const { searchParams } = await advertised(server);
    const query = { since: searchParams.get('since') ?? '' };

    const quiet = await open(server, { key: CLIENT_KEY, query });
    await server.store.commit(flag('static', {}, { enabled: false }), ada);
    const first = await quiet.next();
    expect(first).toMatchObject({ event: 'message', data: { type: 'refetchEvaluation' } });

    const late = await open(server, { key: CLIENT_KEY, query });
    expect(await late.next()).toEqual(first);
    const back = await open(server, { key: CLIENT_KEY, headers: { 'last-event-id': first.id } });
    await server.store.commit(flag('static'), ada);
    expect((await back.next()).id).not.toBe(first.id);
  });

  test.each([
    ['nowhere', () => ''],
    ['another epoch', () => 'restored.2'],
    ['the future', (position: string) => position.replace(/\.\d+$/, '.999')],
    ['nonsense', () => '<script>'],
  ])('asks whoever comes from %s to begin by asking', async (_, since) => {
    await using server = await startWithFlags();
    const { searchParams } = await advertised(server);
    const query = { since: since(searchParams.get('since') ?? '') };
    const stream = await open(server, { key: CLIENT_KEY, query });
    expect(await stream.next()).toMatchObject({ data: { type: 'refetchEvaluation' } });
  });

  test('leaves pages in peace when nothing changed that they can see', async () => {
    await using server = await startWithFlags();
    const { searchParams } = await advertised(server);
    const query = { since: searchParams.get('since') ?? '' };
    const page = await open(server, { key: CLIENT_KEY, query });
    const backend = await open(server, { key: SERVER_KEY, query });
    await server.store.commit(flag('secret', { clientSide: false }, { enabled: false }), ada);
    const { id } = await backend.next();
    await server.store.commit(flag('static', {}, { enabled: false }), ada);
    expect((await page.next()).id).not.toBe(id);
    // One that comes back from in between missed nothing either.
    const again = await open(server, { key: CLIENT_KEY, headers: { 'last-event-id': id } });
    expect((await again.next()).id).not.toBe(id);
  });

  test('tells of segments, and of flags that go', async () => {
    await using server = await startWithFlags();
    await server.store.commit(writeSegment('beta', segment), ada);
    await server.store.commit(flag('members', {}, { rules: [segmentRule('beta')] }), ada);
    const { searchParams } = await advertised(server);
    const stream = await open(server, {
      key: CLIENT_KEY,
      query: { since: searchParams.get('since') ?? '' },
    });
    for (const change of [
      writeSegment('beta', { ...segment, included: ['u9'] }),
      flag('static', { archived: true }),
      flag('text', { clientSide: false }),
    ]) {
      await server.store.commit(change, ada);
      expect(await stream.next()).toMatchObject({ data: { type: 'refetchEvaluation' } });
    }
  });

  test('shows that it lives in a way that no client takes for an event', async () => {
    await using server = await startWithFlags({ heartbeatMs: 20 });
    const { searchParams } = await advertised(server);
    const stream = await open(server, {
      key: CLIENT_KEY,
      query: { since: searchParams.get('since') ?? '' },
    });
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    });
    await expect.poll(() => stream.text()).toMatch(/^retry: \d+\n\n(: alive\n\n){3}/);
  });

  test('counts as a browser for a public key, and as no SDK instance for a secret one', async () => {
    await using server = await startWithFlags();
    const page = await open(server, { key: CLIENT_KEY });
    const backend = await open(server, { key: SERVER_KEY, query: { instance: 'instance-1' } });
    await Promise.all([page.next(), backend.next()]);
    expect(server.fleet.receipt('shop', 'production', 1)).toMatchObject({ browsers: 1, connected: 0 });
  });

  test("stands beside the SDKs' own: each hears of a change in its way", async () => {
    await using server = await startWithFlags();
    const sdk = await openStream(server.url, { key: CLIENT_KEY });
    const page = await open(server, { key: CLIENT_KEY });
    expect(await sdk.next()).toMatchObject({ event: 'put' });
    expect(await page.next()).toMatchObject({ event: 'message' });
    await server.store.commit(flag('static', {}, { enabled: false }), ada);
    expect(await sdk.next()).toMatchObject({ event: 'patch', data: { flags: [{ key: 'static' }] } });
    expect(await page.next()).toMatchObject({ event: 'message', data: { type: 'refetchEvaluation' } });
  });

  test('ends with its key', async () => {
    await using server = await startWithFlags();
    const revoked = await open(server, { key: CLIENT_KEY });
    const other = await open(server, { key: SERVER_KEY });
    await Promise.all([revoked.next(), other.next()]);
    await revokeKey(server.store, 'client', 'production', CLIENT_KEY);
    await revoked.ended;
    await server.store.commit(flag('static', {}, { enabled: false }), ada);
    expect(await other.next()).toMatchObject({ event: 'message' });
  });

  test('ends when the server shuts down, and counts for the room that there is', async () => {
    await using server = await startServer({ maxStreams: 1 });
    const stream = await open(server, { key: SERVER_KEY });
    expect(await open(server, { key: CLIENT_KEY })).toMatchObject({ status: 503 });
    await server.endStreams();
    await stream.ended;
  });
});
