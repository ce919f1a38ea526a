import type { MetricCount } from '@signalbox/core/sync';
import { describe, expect, test } from 'vitest';
import { CLIENT_KEY, OTHER_KEY, SERVER_KEY, startServer, type TestServer } from './start-server.ts';

const NOW = 1_700_000_040_000;
const MINUTE = NOW - (NOW % 60_000);

function line(metric: string, rest: Partial<MetricCount> = {}): MetricCount {
  return { metric, minute: MINUTE, count: 3, sum: 1.5, ...rest };
}

function send(server: TestServer, metrics: unknown, { batch = 'batch-0001', key = SERVER_KEY } = {}) {
  return server.request('/sdk/v1/events', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ batch, instance: 'instance-1', exposures: [], metrics }),
  });
}

function stored(server: TestServer, environment = 'production'): Promise<MetricCount[]> {
  return server.store.metrics('shop', environment, { from: 0, to: NOW + 1e9, limit: 1_000 });
}

describe('metrics in a batch', () => {
  test('are counted once, however often it is sent', async () => {
    await using server = await startServer({ now: () => NOW });
    const answer = { accepted: 0, dropped: 0, metrics: { accepted: 6, dropped: 0 } };
    const metrics = [line('order'), line('page.error', { sum: 0 })];
    expect(await (await send(server, metrics)).json()).toEqual({ ...answer, duplicate: false });
    expect(await (await send(server, metrics)).json()).toEqual({ ...answer, duplicate: true });
    expect(await stored(server)).toEqual(metrics);
  });

  test('come from pages too, and stay in the environment of their key', async () => {
    await using server = await startServer({ now: () => NOW });
    await send(server, [line('order')], { key: CLIENT_KEY });
    await send(server, [line('order', { count: 1 })], { key: OTHER_KEY });
    expect(await stored(server)).toMatchObject([{ count: 3 }]);
    expect(await stored(server, 'development')).toMatchObject([{ count: 1 }]);
  });

  test.each([
    ['long ago', MINUTE - 8 * 24 * 3_600_000],
    ['to come', MINUTE + 3_600_000],
  ])('leave out a minute %s, and take no name for it', async (_, minute) => {
    await using server = await startServer({ now: () => NOW });
    const response = await send(server, [line('never', { minute }), line('order')]);
    expect(await response.json()).toMatchObject({ metrics: { accepted: 3, dropped: 3 } });
    expect(await stored(server)).toMatchObject([{ metric: 'order' }]);
    const names = await server.store.admitMetrics('shop', 'production', [], 10);
    expect(names).toEqual(new Set(['order']));
  });

  test('have no more names than an environment keeps', async () => {
    await using server = await startServer({ now: () => NOW });
    const many = Array.from({ length: 300 }, (_, n) => line(`order-${n}`, { count: 1 }));
    const response = await send(server, many);
    expect(await response.json()).toMatchObject({ metrics: { accepted: 200, dropped: 100 } });
    await send(server, [line('order-0'), line('order-299')], { batch: 'batch-0002' });
    const rows = await stored(server);
    expect(rows).toHaveLength(200);
    expect(rows.find(({ metric }) => metric === 'order-0')).toMatchObject({ count: 4 });
  });

  test.each([
    ['metrics', 'many'],
    ['metrics.0.metric', [line('an order')]],
    ['metrics.0.metric', [line('x'.repeat(65))]],
    ['metrics.0.count', [line('order', { count: 0 })]],
    ['metrics.0.sum', [line('order', { sum: 1e25 })]],
    ['metrics.0.sum', [{ ...line('order'), sum: null }]],
    ['metrics.0.minute', [line('order', { minute: MINUTE + 1 })]],
  ])('with a bad %s are refused and count nothing', async (field, metrics) => {
    await using server = await startServer({ now: () => NOW });
    const response = await send(server, metrics);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_request', errors: [{ field }] });
    expect(await stored(server)).toEqual([]);
  });
});
