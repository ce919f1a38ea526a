import { describe, expect, it } from 'vitest';
import { startConnection } from './fake-connection.ts';
import { rulesetPayload, wireFlag } from './fixtures.ts';

const one = rulesetPayload(1, [wireFlag('a', 1)]);

describe('a connection whose key is refused', () => {
  it('does not go on polling with a key that is refused', async () => {
    const { platform, fetches } = startConnection();
    platform.answer = () => ({ status: 304 });
    for (let i = 0; i < 3; i++) {
      platform.stream.end(503);
      await platform.advance(31_000);
    }
    platform.stream.end(401);
    const before = fetches().length;
    await platform.advance(100_000);
    expect(fetches()).toHaveLength(before);
  });

  describe('where a stream cannot say why it ended, as in browsers', () => {
    it('comes back slowly once a fetch has told that the key is refused', async () => {
      const { platform } = startConnection();
      platform.answer = () => ({ status: 401 });
      platform.stream.end();
      await platform.settle();
      await platform.advance(140_000);
      expect(platform.streams).toHaveLength(1);
      await platform.advance(20_000);
      expect(platform.streams).toHaveLength(2);
    });

    it('learns of a refusal later, too, and then neither polls nor streams as before', async () => {
      const { platform, fetches } = startConnection();
      platform.stream.send('put', one);
      platform.answer = () => ({ status: 403 });
      while (fetches().length === 0) {
        platform.stream.end();
        await platform.advance(15_000);
      }
      const streams = platform.streams.length;
      await platform.advance(100_000);
      expect(platform.streams).toHaveLength(streams);
      expect(fetches()).toHaveLength(1);
      await platform.advance(100_000);
      expect(platform.streams).toHaveLength(streams + 1);
    });

    it('does not come back before the time that a fetch was told', async () => {
      const { platform } = startConnection();
      platform.answer = () => ({ status: 503, retryAfterMs: 60_000 });
      platform.stream.end();
      await platform.settle();
      await platform.advance(60_000);
      expect(platform.streams).toHaveLength(1);
      await platform.advance(31_000);
      expect(platform.streams).toHaveLength(2);
    });
  });
});
