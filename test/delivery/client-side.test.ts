import { hashListedKey } from '@signalbox/core/evaluator';
import { describe, expect, test } from 'vitest';
import { ada, definition, segment, writeSegment } from '../store/shop.ts';
import { segmentOf, segmentRule, setFlag } from './changes.ts';
import { openStream } from './open-stream.ts';
import { CLIENT_KEY, SERVER_KEY, startServer, type TestServer } from './start-server.ts';

async function snapshot(server: TestServer): Promise<Record<string, unknown>> {
  const response = await fetch(`${server.url}/sdk/v1/ruleset?key=${CLIENT_KEY}`);
  return JSON.parse(await response.text());
}

describe('with a client-side key', () => {
  test('only flags marked for clients and the segments they use can be seen', async () => {
    await using server = await startServer();
    await server.store.commit(writeSegment('beta', segment), ada);
    await server.store.commit(writeSegment('staff', segment), ada);
    await server.store.commit(setFlag('banner', { rules: [segmentRule('beta')] }), ada);
    await server.store.commit(
      setFlag('fraud-score', { clientSide: false, rules: [segmentRule('staff')] }),
      ada,
    );
    const payload = await snapshot(server);
    expect(payload['flags']).toMatchObject([{ key: 'banner' }]);
    expect(payload['segments']).toMatchObject([{ key: 'beta' }]);
  });

  test('segments that those segments ask for come too, as hashes, and go with them', async () => {
    await using server = await startServer();
    for (const change of [
      segmentOf('inner', [], ['ada@example.com']),
      segmentOf('middle', ['inner']),
      segmentOf('outer', ['middle', 'missing']),
      segmentOf('other', ['outer'], ['bob@example.com']),
      setFlag('banner', { rules: [segmentRule('outer')] }),
    ]) {
      await server.store.commit(change, ada);
    }
    const payload = await snapshot(server);
    expect(payload['segments']).toMatchObject([{ key: 'inner' }, { key: 'middle' }, { key: 'outer' }]);
    expect(JSON.stringify(payload)).not.toContain('example.com');

    const stream = await openStream(server.url, { key: CLIENT_KEY });
    await stream.next();
    await server.store.commit(segmentOf('middle', []), ada);
    expect(await stream.next()).toMatchObject({
      event: 'patch',
      data: { segments: [{ key: 'middle' }], removed: { segments: ['inner'] } },
    });
  });

  test('flags that must be at a variant first are named, for pages to ask them', async () => {
    await using server = await startServer();
    const prerequisites = [{ flag: 'payments', variant: 'on' }];
    await server.store.commit(setFlag('payments'), ada);
    await server.store.commit(setFlag('banner', { prerequisites }), ada);
    const { flags } = await snapshot(server);
    expect(flags).toMatchObject([{ key: 'banner', prerequisites }, { key: 'payments' }]);
    expect(JSON.stringify(flags).match(/prerequisites/g)).toHaveLength(1);
  });

  test('no secret flag, description, owner or listed key shows anywhere, in snapshot or stream', async () => {
    await using server = await startServer();
    const listed = {
      ...segment,
      included: ['ada@example.com'],
      excluded: ['bob@example.com'],
      description: 'canary',
    };
    await server.store.commit(setFlag('banner', { rules: [segmentRule('beta')] }), ada);
    const stream = await openStream(server.url, { key: CLIENT_KEY });
    await stream.next();
    await server.store.commit(writeSegment('beta', listed), ada);
    await server.store.commit(setFlag('fraud-score', { clientSide: false }), ada);
    await server.store.commit(setFlag('fraud-score', { clientSide: false, archived: true }), ada);
    await server.store.commit(setFlag('banner', { rules: [segmentRule('beta')] }), ada);
    while ((await stream.next()).data.to !== 5);

    const seen = JSON.stringify(await snapshot(server)) + stream.text();
    expect(seen).toContain('banner');
    for (const canary of [
      'fraud-score',
      'example.com',
      'canary',
      'Members of',
      definition.description,
      definition.owner,
    ]) {
      expect(seen).not.toContain(canary);
    }
  });

  test('listed keys are hashes that still tell who is listed', async () => {
    await using server = await startServer();
    const included = Array.from({ length: 20 }, (_, i) => `user-${i}`);
    await server.store.commit(writeSegment('beta', { ...segment, included }), ada);
    await server.store.commit(setFlag('banner', { rules: [segmentRule('beta')] }), ada);
    const { segments } = await snapshot(server);
    const [beta] = Array.isArray(segments) ? segments : [];
    const salt: string = beta.hashed;
    expect(salt).toMatch(/^[\w-]{8}$/);
    // In no order that says who joined when.
    const hashes = (keys: string[]) => keys.map((key) => hashListedKey(salt, key)).toSorted();
    expect(beta.included).toEqual(hashes(included));
    expect(beta.excluded).toEqual(hashes(segment.excluded));
  });

  test('a flag that stops being client-side goes, and comes back when it is marked again', async () => {
    await using server = await startServer();
    await server.store.commit(writeSegment('beta', segment), ada);
    await server.store.commit(setFlag('banner', { rules: [segmentRule('beta')] }), ada);
    const stream = await openStream(server.url, { key: CLIENT_KEY });
    await stream.next();

    await server.store.commit(setFlag('banner', { clientSide: false, rules: [segmentRule('beta')] }), ada);
    expect(await stream.next()).toMatchObject({
      event: 'patch',
      data: { flags: [], segments: [], removed: { flags: ['banner'], segments: ['beta'] } },
    });
    await server.store.commit(setFlag('banner', { rules: [segmentRule('beta')] }), ada);
    expect(await stream.next()).toMatchObject({
      event: 'patch',
      data: { flags: [{ key: 'banner' }], segments: [{ key: 'beta' }], removed: { flags: [], segments: [] } },
    });
  });

  test('a change to a flag that it cannot see moves the revision and says nothing else', async () => {
    await using server = await startServer();
    await server.store.commit(setFlag('banner'), ada);
    const stream = await openStream(server.url, { key: CLIENT_KEY });
    await stream.next();
    await server.store.commit(setFlag('fraud-score', { clientSide: false }), ada);
    const patch = await stream.next();
    expect(patch.data).toMatchObject({
      from: 1,
      to: 2,
      flags: [],
      segments: [],
      removed: { flags: [], segments: [] },
    });
    expect(patch.data).not.toHaveProperty('urgent');
  });

  test('a stream from before the server started gets the whole ruleset: what was visible then is not known', async () => {
    await using server = await startServer();
    await server.store.commit(setFlag('banner'), ada);
    await server.store.commit(setFlag('banner', { clientSide: false }), ada);
    const [environment] = (await server.store.environments('shop')).filter(({ key }) => key === 'production');
    const since = `${environment?.epoch}.1`;
    const client = await openStream(server.url, { key: CLIENT_KEY, query: { since } });
    expect(await client.next()).toMatchObject({ event: 'put', data: { flags: [] } });
    const secret = await openStream(server.url, { key: SERVER_KEY, query: { since } });
    expect(await secret.next()).toMatchObject({ event: 'patch', data: { from: 1, to: 2 } });
  });
});
