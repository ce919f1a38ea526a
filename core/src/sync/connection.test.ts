import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';
import { startConnection } from './fake-connection.ts';
import { heartbeatOf, patchBetween, rulesetPayload, wireFlag } from './fixtures.ts';

const one = rulesetPayload(1, [wireFlag('a', 1)]);
const two = rulesetPayload(2, [wireFlag('a', 2, false)]);
const three = rulesetPayload(3, [wireFlag('a', 3)]);

describe('a connection', () => {
  it('opens a new stream from where it stands after one ended', async () => {
    const { platform } = startConnection();
    platform.stream.send('put', one);
    platform.stream.end();
    await platform.advance(1_000);
    expect(platform.streams).toHaveLength(2);
    expect(platform.stream.since).toBe('e1.1');
  });

  it('gives up on a stream that is silent for two and a half heartbeats', async () => {
    const { platform } = startConnection();
    const { stream } = platform;
    stream.send('put', one);
    stream.send('heartbeat', { ...heartbeatOf(one), intervalMs: 4_000 });
    await platform.advance(9_000);
    expect(stream.closed).toBe(false);
    await platform.advance(1_000);
    expect(stream.closed).toBe(true);
    await platform.advance(1_000);
    expect(platform.streams).toHaveLength(2);
  });

  it('follows the interval of a heartbeat also when it shows that something is missing', async () => {
    const { platform } = startConnection();
    platform.answer = () => ({ status: 200, body: two });
    platform.stream.send('put', one);
    const { stream } = platform;
    stream.send('heartbeat', { ...heartbeatOf(two), intervalMs: 4_000 });
    await platform.advance(9_000);
    expect(stream.closed).toBe(false);
    await platform.advance(1_000);
    expect(stream.closed).toBe(true);
  });

  it('takes any event as a sign of life', async () => {
    const { platform } = startConnection();
    platform.stream.send('put', one);
    await platform.advance(30_000);
    platform.stream.send('patch', patchBetween(one, two));
    await platform.advance(30_000);
    expect(platform.streams).toHaveLength(1);
  });

  it('hears nothing more from a stream that it gave up', async () => {
    const { platform, store } = startConnection();
    const old = platform.stream;
    old.send('put', one);
    old.end();
    old.send('put', two);
    expect(store.standing?.revision).toBe(1);
  });

  it('fetches the whole ruleset when a patch does not lead on, and when a heartbeat names another digest', async () => {
    const { platform, store, fetches } = startConnection();
    platform.answer = () => ({ status: 200, body: three });
    platform.stream.send('put', one);
    platform.stream.send('patch', patchBetween(two, three));
    await platform.settle();
    expect(store.standing?.revision).toBe(3);
    platform.answer = () => ({ status: 200, body: rulesetPayload(4, []) });
    platform.stream.send('heartbeat', {
      ...heartbeatOf(three),
      revision: 4,
      digest: rulesetPayload(4, []).digest,
    });
    await platform.settle();
    expect(store.standing?.revision).toBe(4);
    expect(fetches().map(({ etag }) => etag)).toEqual([undefined, undefined]);
  });

  it('fetches again when a change came in that the answer may be too old for', async () => {
    const { platform, store, fetches } = startConnection();
    const newest = rulesetPayload(4, [wireFlag('a', 4)]);
    platform.answer = () => {
      if (fetches().length > 1) return { status: 200, body: newest };
      platform.stream.send('patch', patchBetween(three, newest));
      return { status: 200, body: three };
    };
    platform.stream.send('patch', patchBetween(two, three));
    await platform.settle();
    expect(store.standing?.revision).toBe(4);
    expect(fetches()).toHaveLength(2);
  });

  it.each(['', '{', 'null', '[]', '{"epoch":1}', '{"epoch":"e1","revision":-1}', '\u0000'])(
    'keeps the last good ruleset when the server sends %j',
    async (garbage) => {
      const { platform, store } = startConnection();
      platform.stream.send('put', one);
      for (const name of ['put', 'patch', 'heartbeat']) platform.stream.send(name, garbage);
      await platform.settle();
      expect(store.standing?.revision).toBe(1);
      platform.stream.send('patch', patchBetween(one, two));
      expect(store.standing?.revision).toBe(2);
    },
  );

  it('polls after three failed streams in a row, and stops when a stream lives again', async () => {
    const { platform, store, fetches } = startConnection();
    platform.answer = () => ({ status: 200, body: one });
    for (let i = 0; i < 3; i++) {
      platform.stream.end(503);
      await platform.advance(4_000);
    }
    await platform.advance(30_000);
    expect(fetches().length).toBeGreaterThan(0);
    expect(store.standing?.revision).toBe(1);
    platform.stream.send('heartbeat', heartbeatOf(one));
    const before = fetches().length;
    for (let i = 0; i < 10; i++) {
      await platform.advance(15_000);
      platform.stream.send('heartbeat', heartbeatOf(one));
    }
    expect(fetches()).toHaveLength(before);
  });

  it('fetches its first ruleset at once when a stream does not come through', async () => {
    const { platform, store, fetches } = startConnection();
    platform.answer = () => ({ status: 200, body: one });
    platform.stream.end();
    await platform.settle();
    expect(store.standing?.revision).toBe(1);
    expect(fetches()).toHaveLength(1);
    await platform.advance(1_000);
    platform.stream.end();
    await platform.settle();
    expect(fetches(), 'it has one already').toHaveLength(1);
  });

  it('does not ask a server again that has just said no', async () => {
    const { platform, fetches } = startConnection();
    platform.stream.end(503);
    await platform.settle();
    expect(fetches()).toHaveLength(0);
  });

  it('asks with its ETag when polling', async () => {
    const { platform, fetches } = startConnection();
    platform.stream.send('put', one);
    platform.answer = () => ({ status: 304 });
    for (let i = 0; i < 4; i++) {
      platform.stream.end(503);
      await platform.advance(30_000);
    }
    expect(fetches().at(-1)?.etag).toBe('"e1.1"');
  });

  it('waits as long as the server asks', async () => {
    const { platform } = startConnection();
    platform.stream.end(503, 120_000);
    await platform.advance(119_000);
    expect(platform.streams).toHaveLength(1);
    await platform.advance(2_000);
    expect(platform.streams).toHaveLength(2);
  });

  it('asks again no sooner than the server wants it to', async () => {
    const { platform, fetches } = startConnection();
    platform.answer = () => ({ status: 503, retryAfterMs: 300_000 });
    for (let i = 0; i < 5; i++) {
      platform.stream.end();
      await platform.advance(31_000);
    }
    expect(fetches()).toHaveLength(1);
    await platform.advance(300_000);
    expect(fetches().length).toBeGreaterThan(1);
  });

  it('polls when the server has no room for its stream, and tries to stream again later', async () => {
    const { platform, store, connection, fetches } = startConnection();
    platform.answer = () => ({ status: 200, body: two });
    platform.stream.send('heartbeat', { ...heartbeatOf(one), pollMs: 20_000 });
    const { stream } = platform;
    await platform.settle();
    expect(stream.closed).toBe(true);
    expect(connection.transport()).toBe('polling');
    expect(store.standing?.revision).toBe(2);
    const before = fetches().length;
    await platform.advance(100_000);
    expect(fetches().length - before).toBeGreaterThanOrEqual(5);
    expect(platform.streams).toHaveLength(1);
    await platform.advance(60_000);
    expect(platform.streams).toHaveLength(2);
    platform.stream.send('put', three);
    expect(connection.transport()).toBe('stream');
    const streaming = fetches().length;
    await platform.advance(30_000);
    expect(fetches()).toHaveLength(streaming);
  });

  it('goes on polling while it tries in vain to stream again', async () => {
    const { platform, fetches } = startConnection();
    platform.answer = () => ({ status: 304 });
    platform.stream.send('heartbeat', { ...heartbeatOf(one), pollMs: 20_000 });
    await platform.advance(200_000);
    platform.stream.end(503);
    const before = fetches().length;
    await platform.advance(100_000);
    expect(fetches().length).toBeGreaterThan(before);
  });

  it('does not go back to an epoch that ended while it fetched', async () => {
    const { platform, store } = startConnection();
    platform.stream.send('put', one);
    const replies: ((answer: { status: number; text: string }) => void)[] = [];
    platform.request = () => new Promise((resolve) => replies.push(resolve));
    platform.stream.send('heartbeat', heartbeatOf(two));
    const restored = rulesetPayload(1, [wireFlag('a', 1)], { epoch: 'e2' });
    platform.stream.send('put', restored);
    replies[0]?.({ status: 200, text: JSON.stringify(two) });
    await platform.settle();
    expect(store.standing).toMatchObject({ epoch: 'e2', revision: 1 });
    replies[1]?.({ status: 200, text: JSON.stringify(restored) });
    await platform.settle();
    expect(store.standing).toMatchObject({ epoch: 'e2', revision: 1 });
    expect(replies).toHaveLength(2);
  });

  it('lets go while it is paused, and connects at once afterwards, from where it stands', async () => {
    const { platform, connection, problems } = startConnection();
    platform.stream.send('put', one);
    const { stream } = platform;
    connection.pause();
    expect(stream.closed).toBe(true);
    expect(problems).toEqual(['paused']);
    await platform.advance(3_600_000);
    expect(platform.streams).toHaveLength(1);
    connection.resume();
    expect(platform.streams).toHaveLength(2);
    expect(platform.stream.since).toBe('e1.1');
  });

  it('passes over an answer that comes after it let go', async () => {
    const { platform, connection, store, problems } = startConnection();
    let reply: (answer: { status: number; text: string }) => void = () => undefined;
    platform.request = () => new Promise((resolve) => (reply = resolve));
    platform.stream.end();
    connection.pause();
    reply({ status: 200, text: JSON.stringify(one) });
    await platform.settle();
    expect(store.standing).toBeUndefined();
    expect(problems).toEqual(['the stream ended', 'paused']);
  });

  it('does nothing any more once it is closed', async () => {
    const { platform, connection } = startConnection();
    platform.stream.end();
    connection.close();
    await platform.advance(600_000);
    expect(platform.streams).toHaveLength(1);
    expect(platform.timers).toBe(0);
  });
});

describe('waiting times', () => {
  it('are a random part of a bound that doubles up to the longest wait', () => {
    const bounds = [0, 1, 2, 3, 4, 5, 6, 40].map((attempt) => backoffMs(attempt, 1_000, 30_000, () => 1));
    expect(bounds).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    expect(backoffMs(3, 1_000, 30_000, () => 0)).toBe(0);
  });
});
