import { describe, expect, it } from 'vitest';
import { checkOptions } from './check-options.ts';
import { createFlagClient } from './client.ts';
import { FakePlatform } from './fake-platform.ts';
import type { EventsPayload } from './protocol.ts';

function start() {
  const platform = new FakePlatform();
  platform.answer = () => ({ status: 202 });
  const warnings: string[] = [];
  const options = checkOptions(
    { url: 'https://flags.example.com', sdkKey: 'sbx_x', onWarning: (message) => warnings.push(message) },
    () => undefined,
    platform.now,
  );
  const client = createFlagClient(options, platform);
  const sent = () =>
    platform.requests
      .filter(({ path }) => path === '/sdk/v1/events')
      .map(({ body }) => JSON.parse(body ?? '') as EventsPayload);
  return { platform, client, warnings, sent };
}

describe('track', () => {
  it('counts events and adds up their values, minute by minute', async () => {
    const { platform, client, sent } = start();
    const minute = platform.now() - (platform.now() % 60_000);
    client.track('order', { targetingKey: 'customer-42' }, { value: 19.5 });
    client.track('order', undefined, { value: 0.5 });
    client.track('page-error');
    await platform.advance(70_000);
    client.track('order', {}, { value: -3 });
    await client.flush();
    expect(sent().flatMap(({ metrics = [] }) => metrics)).toEqual([
      { metric: 'order', minute, count: 2, sum: 20 },
      { metric: 'page-error', minute, count: 1, sum: 0 },
      { metric: 'order', minute: minute + 60_000, count: 1, sum: -3 },
    ]);
    expect(JSON.stringify(sent())).not.toContain('customer-42');
  });

  it('keeps what the server did not take, and sends it again as the same batch', async () => {
    const { platform, client, sent } = start();
    platform.answer = () => undefined;
    client.track('order');
    await client.flush();
    platform.answer = () => ({ status: 202 });
    await client.flush();
    const [first, again, ...more] = sent();
    expect(again).toEqual(first);
    expect(more).toEqual([]);
  });

  it('passes over what it cannot count, says so once, and never throws', async () => {
    const { client, warnings, sent } = start();
    const track = client.track.bind(client) as (...parts: unknown[]) => void;
    for (const name of ['', 'x'.repeat(65), 'an order', 'é', null, undefined, 5, Symbol('s'), {}])
      track(name);
    for (const value of [Number.NaN, Infinity, -Infinity, 1e16, '5', 5n, Symbol('s'), {}])
      track('order', {}, { value });
    track('order', {}, { get value() { throw new Error('no'); } }); // prettier-ignore
    expect(warnings).toEqual([expect.stringContaining('track')]);
    track('order', null, null);
    await client.flush();
    expect(sent().flatMap(({ metrics }) => metrics)).toEqual([
      expect.objectContaining({ metric: 'order', count: 1, sum: 0 }),
    ]);
  });

  it('takes no more memory for more names than the server keeps', async () => {
    const { client, warnings, sent } = start();
    for (let n = 0; n < 1_000; n++) client.track(`order-${n}`);
    client.track('order-0');
    await client.flush();
    const metrics = sent().flatMap((batch) => batch.metrics ?? []);
    expect(metrics).toHaveLength(200);
    expect(metrics[0]).toMatchObject({ metric: 'order-0', count: 2 });
    expect(warnings).toHaveLength(1);
  });
});
