import { describe, expect, it } from 'vitest';
import { checkOptions } from './check-options.ts';
import { createFlagClient } from './client.ts';
import { FakePlatform } from './fake-platform.ts';
import { heartbeatOf, patchBetween, rulesetPayload, wireFlag } from './fixtures.ts';
import { seal } from './sealed.ts';

const ruleset = rulesetPayload(1, [wireFlag('checkout', 1, true)]);
const killed = rulesetPayload(2, [{ ...wireFlag('checkout', 2), killed: true }]);

/** @param kept a text as it is, or a ruleset as a client seals it */
function startFrom(kept: string | object | null) {
  const cached = kept === null || typeof kept === 'string' ? kept : seal(JSON.stringify(kept));
  const platform = new FakePlatform(cached);
  const warnings: string[] = [];
  const options = checkOptions(
    { url: 'https://flags.example.com', sdkKey: 'sbx_client_x', onWarning: (text) => warnings.push(text) },
    () => undefined,
    platform.now,
  );
  return { platform, warnings, client: createFlagClient(options, platform) };
}

describe('a ruleset kept from the last time', () => {
  it('answers from the first moment, and says so until the server has confirmed it', () => {
    const { platform, client } = startFrom(ruleset);
    expect(client.isEnabled('checkout')).toBe(true);
    expect(client.status).toBe('STALE');
    expect(client.getBooleanDetails('checkout', false)).toMatchObject({
      value: true,
      variant: 'on',
      reason: 'CACHED',
      flagMetadata: { reason: 'STATIC' },
    });
    expect(client.getBooleanDetails('missing', false)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
    platform.stream.send('heartbeat', heartbeatOf(ruleset));
    expect(client.status).toBe('READY');
    expect(client.getBooleanDetails('checkout', false).reason).toBe('STATIC');
  });

  it('is the place from where the stream goes on', () => {
    const { platform, client } = startFrom(ruleset);
    const heard: unknown[] = [];
    client.on('change', (keys) => heard.push(keys));
    expect(platform.stream.since).toBe('e1.1');
    platform.stream.send('patch', patchBetween(ruleset, killed));
    expect(client.isEnabled('checkout', {}, true)).toBe(false);
    expect(heard).toEqual([['checkout']]);
  });

  it('gives way to that of a restored server', () => {
    const { platform, client } = startFrom(rulesetPayload(9, [wireFlag('checkout', 9, true)]));
    platform.stream.send('put', rulesetPayload(1, [wireFlag('checkout', 1, false)], { epoch: 'e2' }));
    expect(client.isEnabled('checkout', {}, true)).toBe(false);
    expect(client.stats().revision).toBe(1);
  });

  it('is something to go on with when the server does not answer in time', async () => {
    const { platform, client } = startFrom(ruleset);
    const ready = client.ready({ timeoutMs: 100 });
    platform.stream.end();
    await platform.advance(100);
    expect(await ready).toEqual({ ready: true, status: 'STALE', problem: 'the stream ended' });
    await platform.advance(600_000);
    expect(client.getBooleanDetails('checkout', false).reason).toBe('CACHED');
  });

  it('goes on answering when the server refuses the key, which is heard of at once', async () => {
    const { platform, client, warnings } = startFrom(ruleset);
    platform.answer = () => ({ status: 401 });
    const ready = client.ready();
    platform.stream.end();
    expect(await ready).toMatchObject({ ready: true, status: 'STALE' });
    expect(warnings).toEqual([expect.stringContaining('refuses the SDK key')]);
    expect(client.isEnabled('checkout')).toBe(true);
  });

  it.each([
    ['cut off', seal(JSON.stringify(ruleset)).slice(0, -20)],
    ['spoiled in the middle', seal(JSON.stringify(ruleset)).replace('"enabled":true', '"enabled":null')],
    ['without a checksum', JSON.stringify(ruleset)],
    ['of something else', '{"theme":"dark"}'],
    ['with a digest that does not fit', { ...ruleset, flags: [wireFlag('checkout', 2, false)] }],
    ['too long', seal(JSON.stringify(ruleset) + ' '.repeat(2_000_000))],
  ])('is passed over with a warning when it is %s', (_what, text) => {
    const { platform, client, warnings } = startFrom(text);
    expect(warnings).toEqual([expect.stringContaining('cached ruleset')]);
    expect(client.status).toBe('NOT_READY');
    expect(client.isEnabled('checkout', {}, false)).toBe(false);
    platform.stream.send('put', ruleset);
    expect(client.isEnabled('checkout', {}, false)).toBe(true);
  });

  it('is what was in force last, patches included, and is written a moment later', async () => {
    const { platform } = startFrom(null);
    platform.stream.send('put', ruleset);
    platform.stream.send('patch', patchBetween(ruleset, killed));
    expect(platform.cached).toBeNull();
    await platform.advance(1_000);
    const { client } = startFrom(platform.cached);
    expect(client.stats()).toMatchObject({ revision: 2, digest: killed.digest, flags: 1 });
    expect(client.isEnabled('checkout', {}, true)).toBe(false);
  });

  it('is nothing rather than half when it is too long to keep', async () => {
    const { platform } = startFrom(null);
    const long = { ...wireFlag('checkout', 1), variants: [{ name: 'on', value: 'x'.repeat(2_000_000) }] };
    platform.stream.send('put', rulesetPayload(1, [long]));
    await platform.advance(1_000);
    const { warnings, client } = startFrom(platform.cached);
    expect(warnings).toEqual([]);
    expect(client.status).toBe('NOT_READY');
  });

  it('is written at the latest when the client is closed, and not any more afterwards', async () => {
    const { platform, client } = startFrom(null);
    platform.stream.send('put', ruleset);
    await client.close();
    expect(startFrom(platform.cached).client.isEnabled('checkout', {}, false)).toBe(true);
    expect(platform.timers).toBe(0);
  });
});
