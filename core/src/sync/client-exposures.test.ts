import { describe, expect, it } from 'vitest';
import { checkOptions } from './check-options.ts';
import { createFlagClient } from './client.ts';
import { FakePlatform } from './fake-platform.ts';
import { patchBetween, rulesetPayload, wireFlag } from './fixtures.ts';
import type { EventsPayload } from './protocol.ts';

const first = rulesetPayload(1, [wireFlag('checkout', 1, true)]);
const killed = rulesetPayload(2, [{ ...wireFlag('checkout', 2), killed: true }]);

function newClient() {
  const platform = new FakePlatform();
  const options = checkOptions(
    {
      url: 'https://flags.example.com',
      sdkKey: 'sbx_key',
    },
    () => undefined,
    platform.now,
  );
  return { platform, client: createFlagClient(options, platform) };
}

function events(platform: FakePlatform): EventsPayload[] {
  return platform.requests
    .filter(({ path }) => path === '/sdk/v1/events')
    .map(({ body }) => JSON.parse(body ?? '') as EventsPayload);
}

describe('exposures', () => {
  it('are counted per flag, variant and reason, and sent once a minute', async () => {
    const { platform, client } = newClient();
    platform.answer = () => ({ status: 202 });
    platform.stream.send('put', first);
    const minute = platform.now() - (platform.now() % 60_000);
    for (let i = 0; i < 5; i++) client.isEnabled('checkout');
    platform.stream.send('patch', patchBetween(first, killed));
    for (let i = 0; i < 3; i++) client.isEnabled('checkout');
    await platform.advance(75_000);
    expect(events(platform).flatMap(({ exposures }) => exposures)).toEqual([
      { flag: 'checkout', variant: 'on', reason: 'STATIC', minute, count: 5 },
      { flag: 'checkout', variant: 'off', reason: 'DISABLED', minute, count: 3 },
    ]);
    expect(client.stats().exposures).toMatchObject({ counted: 8, accepted: 8, dropped: 0, pending: 0 });
  });

  it('add up whatever the collector answers: counted = accepted + dropped + pending', async () => {
    const { platform, client } = newClient();
    platform.stream.send('put', first);
    const answers = [undefined, 500, 202, 429, 413, 202, 401, 202, 400];
    let n = 0;
    platform.answer = () => {
      const status = answers[n++ % answers.length];
      return status === undefined ? undefined : { status };
    };
    let asked = 0;
    for (let minute = 0; minute < 60; minute++) {
      for (let i = 0; i < minute; i++) client.isEnabled('checkout');
      asked += minute;
      await platform.advance(30_000);
      const { counted, accepted, dropped, pending } = client.stats().exposures;
      expect(counted).toBe(asked);
      expect(accepted + dropped + pending).toBe(counted);
    }
    platform.answer = () => ({ status: 202 });
    await client.flush();
    const { counted, accepted, dropped, pending } = client.stats().exposures;
    expect(dropped).toBeGreaterThan(0);
    expect({ pending, sum: accepted + dropped }).toEqual({ pending: 0, sum: counted });
    const taken = new Map(events(platform).map((batch) => [batch.batch, batch.exposures]));
    const sent = [...taken.values()].flat().reduce((sum, { count }) => sum + count, 0);
    expect(sent, 'what was accepted or refused is what went out').toBe(counted);
  });

  it('keep a bounded number of batches while the server is away, and count what is dropped', async () => {
    const { platform, client } = newClient();
    platform.stream.send('put', first);
    for (let minute = 0; minute < 50; minute++) {
      client.isEnabled('checkout');
      await platform.advance(60_000);
    }
    const { counted, dropped, pending } = client.stats().exposures;
    expect(counted).toBe(50);
    expect(pending).toBeLessThanOrEqual(21);
    expect(dropped + pending).toBe(50);
    expect(client.stats().exposures.droppedBy).toEqual({ overflow: dropped, refused: 0 });
  });

  it('go out in smaller batches when the collector finds one too large, and are counted once', async () => {
    const { platform, client } = newClient();
    const flags = ['a', 'b', 'c', 'd', 'e'].map((key) => wireFlag(key, 1));
    platform.stream.send('put', rulesetPayload(1, flags));
    for (const { key } of flags) client.isEnabled(key);
    const taken: EventsPayload[] = [];
    platform.answer = ({ body = '' }) => {
      const batch = JSON.parse(body) as EventsPayload;
      if (batch.exposures.length > 1) return { status: 413 };
      taken.push(batch);
      return { status: 202 };
    };
    await client.flush();
    const sent = taken.flatMap(({ exposures }) => exposures.map(({ flag }) => flag));
    expect(sent.toSorted()).toEqual(flags.map(({ key }) => key));
    expect(new Set(taken.map(({ batch }) => batch)).size).toBe(5);
    expect(client.stats().exposures).toMatchObject({ counted: 5, accepted: 5, dropped: 0, pending: 0 });
  });

  it('are not sent under another name when they may have been counted already', async () => {
    const { platform, client } = newClient();
    platform.stream.send('put', rulesetPayload(1, [wireFlag('a', 1), wireFlag('b', 1)]));
    client.isEnabled('a');
    client.isEnabled('b');
    await client.flush(); // no answer: who knows
    platform.answer = () => ({ status: 413 });
    await client.flush();
    expect(new Set(events(platform).map(({ batch }) => batch)).size).toBe(1);
    expect(client.stats().exposures).toMatchObject({ counted: 2, dropped: 2, pending: 0 });
  });

  it('wait as long as the collector asks', async () => {
    const { platform, client } = newClient();
    platform.stream.send('put', first);
    client.isEnabled('checkout');
    platform.answer = () => ({ status: 429, retryAfterMs: 300_000 });
    await client.flush();
    platform.answer = () => ({ status: 202 });
    const sent = events(platform).length;
    await platform.advance(290_000);
    expect(events(platform)).toHaveLength(sent);
    await platform.advance(80_000);
    expect(client.stats().exposures).toMatchObject({ counted: 1, accepted: 1 });
  });
});
