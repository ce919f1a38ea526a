import { createClient } from '@signalbox/sdk-node';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ada } from '../store/shop.ts';
import { setFlag } from './changes.ts';
import { holdPatch, holdPut, patchOf, putOf } from './follower.ts';
import { openStream } from './open-stream.ts';
import { CLIENT_KEY, SERVER_KEY, startServer } from './start-server.ts';
import { openStuck } from './stuck.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('a stream that has lasted long enough', () => {
  test('ends, and its SDK goes on as if nothing had happened', async () => {
    await using server = await startServer({ maxAgeMs: 400 });
    const client = createClient({ url: server.url, sdkKey: SERVER_KEY });
    const changes: string[] = [];
    try {
      await client.ready({ timeoutMs: 10_000 });
      client.on('change', (keys) => changes.push(...keys));
      const opened = vi.spyOn(server.fleet, 'streaming');
      for (let i = 0; opened.mock.calls.length < 2; i++) {
        await server.store.commit(setFlag(`flag-${i}`), ada);
        // A client that was cut off waits up to a second before it comes back.
        await expect.poll(() => changes, { timeout: 10_000 }).toContain(`flag-${i}`);
      }
      expect(changes).toEqual(changes.map((_, i) => `flag-${i}`));
    } finally {
      await client.close();
    }
  });

  test.each([SERVER_KEY, CLIENT_KEY])('is gone on with where it ended: %s', async (key) => {
    await using server = await startServer({ maxAgeMs: 200 });
    const first = await openStream(server.url, { key });
    let held = holdPut(putOf(await first.nextFrame()));
    await first.ended;
    expect(first.text()).toMatch(/\n\n$/);
    let last = /id: (\S+)\n[^]*?$/.exec(first.text())?.[1] ?? '';
    for (let i = 0; i < 5; i++) {
      await server.store.commit(setFlag(`flag-${i}`), ada);
      const stream = await openStream(server.url, { key, headers: { 'last-event-id': last } });
      const frame = await stream.nextFrame();
      held = holdPatch(held, patchOf(frame));
      last = /id: (\S+)/.exec(frame)?.[1] ?? '';
      await stream.ended;
      expect(stream.text()).toMatch(/\n\n$/);
    }
    const fresh = await openStream(server.url, { key });
    expect(held).toEqual(holdPut(putOf(await fresh.nextFrame())));
  });
});

describe('a server that ends', () => {
  test('lets a slow reader have the whole of the frame that is on its way, and does not wait for who does not read', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await using server = await startServer();
    const [slow, stuck] = await openStuck(server, 2);
    const healthy = await openStream(server.url, { key: SERVER_KEY });
    await healthy.next();
    const closed = server.endStreams();
    slow?.resume();
    await Promise.all([slow?.ended, healthy.ended]);
    const frames = (slow?.text() ?? '').split('\n\n');
    expect(frames.at(-1)).toBe('');
    expect(
      frames.filter((frame) => frame.includes('data: ')).map((frame) => patchOf(frame).digest),
    ).not.toEqual([]);
    expect((await openStream(server.url, { key: SERVER_KEY })).status).toBe(503);
    vi.advanceTimersByTime(5_000);
    await closed;
    stuck?.close();
  }, 60_000);
});
