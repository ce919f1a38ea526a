import { describe, expect, it } from 'vitest';
import { checkOptions } from './check-options.ts';
import type { ClientOptions } from './client-options.ts';
import { createFlagClient } from './client.ts';
import { FakePlatform } from './fake-platform.ts';
import { heartbeatOf, rulesetPayload, wireFlag } from './fixtures.ts';
import { seal } from './sealed.ts';

const older = rulesetPayload(1, [wireFlag('checkout', 1, true)]);
const newer = rulesetPayload(2, [wireFlag('checkout', 2, false)]);

function start(given: Partial<ClientOptions>, cached: object | null = null) {
  const platform = new FakePlatform(cached && seal(JSON.stringify(cached)));
  const warnings: string[] = [];
  const options = checkOptions(
    { url: 'https://flags.example.com', sdkKey: 'k', onWarning: (text) => warnings.push(text), ...given },
    () => undefined,
    platform.now,
  );
  return { platform, warnings, client: createFlagClient(options, platform) };
}

describe('a client with a bootstrap', () => {
  it.each([
    ['an object', older],
    ['a text', JSON.stringify(older)],
  ])(
    'answers from it at once (%s), and says CACHED until the server has confirmed it',
    (_what, bootstrap) => {
      const { platform, client } = start({ bootstrap });
      expect(client.isEnabled('checkout')).toBe(true);
      expect(client.status).toBe('STALE');
      expect(client.getBooleanDetails('checkout', false).reason).toBe('CACHED');
      expect(platform.stream.since).toBe('e1.1');
      platform.stream.send('heartbeat', heartbeatOf(older));
      expect(client.getBooleanDetails('checkout', false).reason).toBe('STATIC');
    },
  );

  it('prefers it to what it kept, so that the first page is the one that was rendered', () => {
    expect(start({ bootstrap: older }, newer).client.stats().revision).toBe(1);
  });

  it('gives its own ruleset out as the bootstrap of another', () => {
    const { platform, client } = start({});
    expect(client.ruleset()).toBeUndefined();
    platform.stream.send('put', older);
    const bootstrap = client.ruleset();
    expect(start({ bootstrap, offline: true }).client.isEnabled('checkout')).toBe(true);
  });

  it('does not mind what the application does with the object afterwards', () => {
    const bootstrap = structuredClone(older);
    const { client } = start({ bootstrap });
    for (const flag of bootstrap.flags) Object.assign(flag, { enabled: false });
    expect(client.isEnabled('checkout')).toBe(true);
  });

  const circle: Record<string, unknown> = { ...older };
  circle['self'] = circle;
  it.each([
    ['something else', { theme: 'dark' }],
    ['a torn text', JSON.stringify(older).slice(0, -9)],
    ['one whose digest does not fit', { ...older, flags: [] }],
    ['a circle', circle],
    ['a number', 7],
  ])('is warned about %s, and goes on with what it kept', (_what, odd) => {
    const { client, warnings } = start({ bootstrap: odd as never }, newer);
    expect(warnings).toEqual([expect.stringContaining('"bootstrap"')]);
    expect(client.stats().revision).toBe(2);
  });
});

describe('an offline client', () => {
  it('answers from its bootstrap, connects to nothing, and needs no address', async () => {
    const { platform, client, warnings } = start({ bootstrap: older, offline: true, url: undefined });
    expect(await client.ready()).toEqual({ ready: true, status: 'READY' });
    expect(client.getBooleanDetails('checkout', false)).toMatchObject({ value: true, reason: 'STATIC' });
    client.track('order');
    await client.flush();
    await platform.advance(600_000);
    expect(client.status).toBe('READY');
    expect([platform.streams, platform.requests, platform.timers, warnings]).toEqual([[], [], 0, []]);
    expect(client.stats()).toMatchObject({ transport: 'none', problem: undefined });
    await client.close();
  });

  it('answers with defaults when it has no ruleset, and says so at once', async () => {
    const { client } = start({ offline: true });
    expect(await client.ready()).toMatchObject({ ready: false, status: 'NOT_READY' });
    expect(client.getBooleanDetails('checkout', true)).toMatchObject({
      value: true,
      errorCode: 'PROVIDER_NOT_READY',
    });
  });
});

describe('the status of a client', () => {
  it('is told with its reason, and with none when all is well', async () => {
    const { platform, client } = start({ staleAfterMs: 10_000 });
    const heard: unknown[] = [];
    client.on('status', (status, reason) => heard.push([status, reason]));
    platform.stream.send('put', older);
    expect(client.stats()).toMatchObject({ transport: 'stream', problem: undefined });
    platform.stream.end(503);
    expect(client.stats()).toMatchObject({ status: 'READY', problem: 'the server answered 503' });
    await platform.advance(10_000);
    platform.stream.send('heartbeat', heartbeatOf(older));
    expect(heard).toEqual([
      ['READY', undefined],
      ['STALE', 'the server answered 503'],
      ['READY', undefined],
    ]);
  });
});
