import { describe, expect, it } from 'vitest';
import { checkOptions } from './check-options.ts';
import { createFlagClient } from './client.ts';
import type { ClientOptions } from './client-options.ts';
import { FakePlatform } from './fake-platform.ts';
import { heartbeatOf, patchBetween, rulesetPayload, wireFlag } from './fixtures.ts';
import type { ReceiptPayload } from './protocol.ts';
import { withReceipts } from './receipts.ts';

const first = rulesetPayload(1, [wireFlag('checkout', 1, true)]);
const killed = rulesetPayload(2, [{ ...wireFlag('checkout', 2), killed: true }]);

function newClient(given: Partial<ClientOptions> = {}, platform = new FakePlatform()) {
  const warnings: string[] = [];
  const options = checkOptions(
    {
      url: 'https://flags.example.com',
      sdkKey: 'sbx_key',
      onWarning: (message) => warnings.push(message),
      ...given,
    },
    () => undefined,
    platform.now,
  );
  const sender = withReceipts(platform);
  const client = createFlagClient(options, sender);
  return { platform, client, sender, warnings };
}

function receipts(platform: FakePlatform): ReceiptPayload[] {
  return platform.requests
    .filter(({ path }) => path === '/sdk/v1/receipts')
    .map(({ body }) => JSON.parse(body ?? '') as ReceiptPayload);
}

describe('a client that sends receipts', () => {
  it('says goodbye once, when it is closed and the server knew it', async () => {
    const { platform, client, sender } = newClient();
    platform.answer = () => ({ status: 204 });
    platform.stream.send('put', first);
    await client.close();
    await sender.closeReceipts();
    const goodbyes = platform.requests.filter(({ path }) => path === '/sdk/v1/goodbye');
    expect(goodbyes.map(({ body }) => JSON.parse(body ?? '') as unknown)).toEqual([{ instance: 'i-1' }]);
  });

  it('says none to a server that it never reached', async () => {
    const { platform, sender } = newClient();
    await sender.closeReceipts();
    expect(platform.requests).toEqual([]);
  });
});

describe('a client', () => {
  it('answers with defaults before the first ruleset, and with the flag afterwards', () => {
    const { platform, client } = newClient();
    expect(client.isEnabled('checkout')).toBe(false);
    expect(client.isEnabled('checkout', {}, true)).toBe(true);
    expect(client.getBooleanDetails('checkout', true)).toMatchObject({
      value: true,
      reason: 'ERROR',
      errorCode: 'PROVIDER_NOT_READY',
    });
    platform.stream.send('put', first);
    expect(client.isEnabled('checkout')).toBe(true);
    expect(client.status).toBe('READY');
  });

  it('follows a kill at once and confirms it with a receipt', async () => {
    const { platform, client } = newClient();
    platform.answer = () => ({ status: 204 });
    platform.stream.send('put', first);
    await platform.advance(1_000);
    platform.stream.send('patch', { ...patchBetween(first, killed), urgent: true });
    expect(client.isEnabled('checkout', {}, true)).toBe(false);
    await platform.settle();
    expect(receipts(platform)).toEqual([
      { epoch: 'e1', revision: 1, digest: first.digest, instance: 'i-1' },
      { epoch: 'e1', revision: 2, digest: killed.digest, instance: 'i-1' },
    ]);
  });

  it('sends a receipt again until the server has taken it', async () => {
    const { platform } = newClient();
    platform.stream.send('put', first);
    await platform.advance(5_000);
    platform.answer = () => ({ status: 204 });
    await platform.advance(60_000);
    const sent = receipts(platform).length;
    expect(sent).toBeGreaterThan(1);
    await platform.advance(300_000);
    expect(receipts(platform)).toHaveLength(sent);
  });

  it('tells its listeners which flags may answer differently, even after one of them threw', () => {
    const { platform, client, warnings } = newClient();
    const heard: unknown[] = [];
    client.on('change', () => {
      throw new Error('oops');
    });
    const stop = client.on('change', (keys) => heard.push(keys));
    client.on('status', (status) => heard.push(status));
    platform.stream.send('put', first);
    platform.stream.send('patch', patchBetween(first, killed));
    stop();
    platform.stream.send('put', rulesetPayload(3, []));
    expect(heard).toEqual(['READY', ['checkout'], ['checkout']]);
    expect(warnings[0]).toContain('oops');
  });

  it('is ready as soon as a ruleset is there, and says so when there is none in time', async () => {
    const { platform, client } = newClient();
    const impatient = client.ready({ timeoutMs: 100 });
    await platform.advance(100);
    expect(await impatient).toEqual({
      ready: false,
      status: 'NOT_READY',
      problem: 'no answer from the server yet',
    });
    const patient = client.ready();
    platform.stream.send('put', first);
    expect(await patient).toEqual({ ready: true, status: 'READY' });
  });

  it('says that its key is refused, and tries again slowly', async () => {
    const { platform, client, warnings } = newClient();
    platform.stream.end(401);
    expect(client.status).toBe('ERROR');
    expect(warnings[0]).toContain('refuses the SDK key');
    await platform.advance(120_000);
    expect(platform.streams).toHaveLength(1);
    await platform.advance(31_000);
    expect(platform.streams).toHaveLength(2);
  });

  it('learns from a fetch that its key is refused, where the stream does not tell', async () => {
    const { platform, client, warnings } = newClient();
    platform.answer = () => ({ status: 401 });
    const ready = client.ready();
    platform.stream.end();
    expect(await ready).toMatchObject({ ready: false, status: 'ERROR' });
    expect(warnings[0]).toContain('refuses the SDK key');
  });

  it('does not keep anybody waiting for a ruleset when its key is refused', async () => {
    const { platform, client } = newClient();
    const ready = client.ready();
    platform.stream.end(401);
    expect(await ready).toMatchObject({ ready: false, problem: 'the server answered 401' });
    expect(await client.ready()).toMatchObject({ ready: false, status: 'ERROR' });
  });

  it('connects to nothing and answers with defaults when an option is not valid', async () => {
    const { platform, client, warnings } = newClient(
      { url: 'flags' },
      new FakePlatform(JSON.stringify(first)),
    );
    expect(await client.ready()).toEqual({ ready: false, status: 'FATAL', problem: warnings[0] });
    expect(client.getBooleanDetails('checkout', true)).toMatchObject({ errorCode: 'PROVIDER_FATAL' });
    expect(warnings).toEqual([expect.stringContaining('"url"')]);
    expect(client.isEnabled('checkout', {}, true)).toBe(true);
    client.track('order');
    await platform.advance(600_000);
    expect(platform.streams).toHaveLength(0);
    expect(platform.requests).toHaveLength(0);
  });

  it('asks with its own context when a question brings none', () => {
    const { platform, client } = newClient();
    client.setContext({ plan: 'business' });
    const rules = [
      {
        id: 'r',
        clauses: [{ attribute: 'plan', operator: 'in' as const, values: ['business'] }],
        serve: { variant: 'on' },
      },
    ];
    const flag = { ...wireFlag('bulk', 1), rules, fallthrough: { variant: 'off' } };
    platform.stream.send('put', rulesetPayload(1, [flag]));
    expect(client.isEnabled('bulk')).toBe(true);
    expect(client.getBooleanValue('bulk', false)).toBe(true);
    expect(client.getBooleanDetails('bulk', false).value).toBe(true);
    expect(client.isEnabled('bulk', { plan: 'personal' })).toBe(false);
  });

  it('answers on from the last ruleset when the feed is lost, and says STALE after a while', async () => {
    const { platform, client } = newClient();
    platform.stream.send('put', first);
    platform.stream.end();
    expect(client.getBooleanDetails('checkout', false).reason).toBe('STATIC');
    await platform.advance(60_000);
    expect(client.status).toBe('STALE');
    expect(client.getBooleanDetails('checkout', false)).toMatchObject({
      value: true,
      reason: 'STALE',
      flagMetadata: { reason: 'STATIC' },
    });
    platform.stream.send('heartbeat', heartbeatOf(first));
    expect(client.status).toBe('READY');
    expect(client.getBooleanDetails('checkout', false).reason).toBe('STATIC');
  });

  it('leaves no timer and no stream behind when it is closed, and goes on answering', async () => {
    const { platform, client, sender } = newClient();
    platform.stream.send('put', first);
    await Promise.all([client.close(), sender.closeReceipts()]);
    expect(platform.timers).toBe(0);
    expect(platform.stream.closed).toBe(true);
    expect(client.isEnabled('checkout')).toBe(true);
  });

  it('throws for nothing that an application can pass', () => {
    const { platform, client } = newClient();
    platform.stream.send('put', first);
    const odd: unknown[] = [
      null,
      undefined,
      0,
      '',
      Symbol('x'),
      10n,
      [],
      () => 1,
      Object.create(null),
      new Date(NaN),
    ];
    for (const key of odd) {
      for (const context of odd) {
        const ask = client.isEnabled.bind(client) as (...args: unknown[]) => boolean;
        expect(ask(key, context, false)).toBe(false);
        const details = client.getStringDetails.bind(client) as (...args: unknown[]) => { value: unknown };
        expect(details(key, 'default', context).value).toBe('default');
      }
    }
  });
});
