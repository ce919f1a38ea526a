import { describe, expect, it } from 'vitest';
import { backoffMs, retryAfterMs } from './backoff.ts';
import { Connection } from './connection.ts';
import { FakePlatform } from './fake-platform.ts';
import { heartbeatOf, patchBetween, rulesetPayload, wireFlag } from './fixtures.ts';
import { RulesetStore } from './ruleset-store.ts';

const one = rulesetPayload(1, [wireFlag('a', 1)]);
const two = rulesetPayload(2, [wireFlag('a', 2, false)]);
const three = rulesetPayload(3, [wireFlag('a', 3)]);

function connect() {
  const platform = new FakePlatform();
  const store = new RulesetStore(() => undefined);
  const problems: string[] = [];
  const connection = new Connection(
    {
      url: 'http://server',
      sdkKey: 'k',
      publicKey: false,
      info: { instance: 'i', sdk: 't/1' },
      maxBackoffMs: 30_000,
      pollIntervalMs: 30_000,
    },
    platform,
    store,
    {
      adopted: () => undefined,
      resumed: () => undefined,
      alive: () => undefined,
      failed: (p) => problems.push(p),
    },
  );
  connection.start();
  const fetches = () => platform.requests.filter(({ url }) => url.includes('/sdk/v1/ruleset'));
  return { platform, store, connection, problems, fetches };
}

describe('a connection', () => {
  it('opens a new stream from where it stands after one ended', async () => {
    const { platform } = connect();
    platform.stream.send('put', one);
    platform.stream.end();
    await platform.advance(1_000);
    expect(platform.streams).toHaveLength(2);
    expect(platform.stream.request.url).toContain('since=e1.1');
  });

  it('gives up on a stream that is silent for two and a half heartbeats', async () => {
    const { platform } = connect();
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

  it('takes any event as a sign of life', async () => {
    const { platform } = connect();
    platform.stream.send('put', one);
    await platform.advance(30_000);
    platform.stream.send('patch', patchBetween(one, two));
    await platform.advance(30_000);
    expect(platform.streams).toHaveLength(1);
  });

  it('hears nothing more from a stream that it gave up', async () => {
    const { platform, store } = connect();
    const old = platform.stream;
    old.send('put', one);
    old.end();
    old.send('put', two);
    expect(store.position?.revision).toBe(1);
  });

  it('fetches the whole ruleset when a patch does not lead on, and when a heartbeat names another digest', async () => {
    const { platform, store, fetches } = connect();
    platform.answer = () => ({ status: 200, body: three });
    platform.stream.send('put', one);
    platform.stream.send('patch', patchBetween(two, three));
    await platform.settle();
    expect(store.position?.revision).toBe(3);
    platform.answer = () => ({ status: 200, body: rulesetPayload(4, []) });
    platform.stream.send('heartbeat', {
      ...heartbeatOf(three),
      revision: 4,
      digest: rulesetPayload(4, []).digest,
    });
    await platform.settle();
    expect(store.position?.revision).toBe(4);
    expect(fetches().map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined]);
  });

  it.each(['', '{', 'null', '[]', '{"epoch":1}', '{"epoch":"e1","revision":-1}', '\u0000'])(
    'keeps the last good ruleset when the server sends %j',
    async (garbage) => {
      const { platform, store } = connect();
      platform.stream.send('put', one);
      for (const name of ['put', 'patch', 'heartbeat']) platform.stream.send(name, garbage);
      await platform.settle();
      expect(store.position?.revision).toBe(1);
      platform.stream.send('patch', patchBetween(one, two));
      expect(store.position?.revision).toBe(2);
    },
  );

  it('polls after three failed streams in a row, and stops when a stream lives again', async () => {
    const { platform, store, fetches } = connect();
    platform.answer = () => ({ status: 200, body: one });
    for (let i = 0; i < 3; i++) {
      platform.stream.end(503);
      await platform.advance(4_000);
    }
    await platform.advance(30_000);
    expect(fetches().length).toBeGreaterThan(0);
    expect(store.position?.revision).toBe(1);
    platform.stream.send('heartbeat', heartbeatOf(one));
    const before = fetches().length;
    for (let i = 0; i < 10; i++) {
      await platform.advance(15_000);
      platform.stream.send('heartbeat', heartbeatOf(one));
    }
    expect(fetches()).toHaveLength(before);
  });

  it('fetches its first ruleset at once when a stream does not come through', async () => {
    const { platform, store, fetches } = connect();
    platform.answer = () => ({ status: 200, body: one });
    platform.stream.end();
    await platform.settle();
    expect(store.position?.revision).toBe(1);
    expect(fetches()).toHaveLength(1);
    await platform.advance(1_000);
    platform.stream.end();
    await platform.settle();
    expect(fetches(), 'it has one already').toHaveLength(1);
  });

  it('does not ask a server again that has just said no', async () => {
    const { platform, fetches } = connect();
    platform.stream.end(503);
    await platform.settle();
    expect(fetches()).toHaveLength(0);
  });

  it('says who it is when it fetches, unless everybody may share the answer', async () => {
    const { platform, fetches } = connect();
    platform.stream.end();
    await platform.settle();
    expect(fetches()[0]?.url).toBe('http://server/sdk/v1/ruleset?instance=i&sdk=t%2F1');
  });

  it('asks with its ETag when polling', async () => {
    const { platform, fetches } = connect();
    platform.stream.send('put', one);
    platform.answer = () => ({ status: 304 });
    for (let i = 0; i < 4; i++) {
      platform.stream.end(503);
      await platform.advance(30_000);
    }
    expect(fetches().at(-1)?.headers['if-none-match']).toBe('"e1.1"');
  });

  it('waits as long as the server asks', async () => {
    const { platform } = connect();
    platform.stream.end(503, '120');
    await platform.advance(119_000);
    expect(platform.streams).toHaveLength(1);
    await platform.advance(2_000);
    expect(platform.streams).toHaveLength(2);
  });

  it('does nothing any more once it is closed', async () => {
    const { platform, connection } = connect();
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

  it('follow Retry-After in seconds or as a date, and nothing senseless', () => {
    const now = Date.parse('2030-01-01T00:00:00Z');
    expect(retryAfterMs('5', now)).toBe(5_000);
    expect(retryAfterMs('Tue, 01 Jan 2030 00:00:30 GMT', now)).toBe(30_000);
    expect(retryAfterMs('Mon, 31 Dec 2029 00:00:00 GMT', now)).toBeUndefined();
    expect(retryAfterMs('soon', now)).toBeUndefined();
    expect(retryAfterMs(null, now)).toBeUndefined();
    expect(retryAfterMs('999999', now)).toBe(3_600_000);
  });
});
