import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MetricCount } from '@signalbox/core/sync';
import { createDatabase } from '../setup/create-database.ts';
import { openShop, SHOP } from './shop.ts';
import { openApp, type TestApp } from './test-app.ts';

const MINUTE = 60_000;
const NOW = 1_700_000_040_000;
const METRICS = `${SHOP}/environments/production/metrics`;

interface Metrics {
  metrics: MetricCount[];
}

const databases = [
  { engine: 'sqlite', create: async () => ({ url: undefined, drop: async () => {} }) },
  { engine: 'postgres', create: createDatabase },
];

describe.each(databases)('the metrics of an environment on $engine', ({ create }) => {
  let app: TestApp;
  let database: Awaited<ReturnType<typeof create>>;
  beforeAll(async () => {
    database = await create();
    app = await openApp({
      now: () => NOW,
      ...(database.url !== undefined && { databaseUrl: database.url }),
    });
    await openShop(app);
    await app.store.admitMetrics('shop', 'production', ['order', 'error'], 10);
    const order = (minute: number) => ({ metric: 'order', minute, count: 2, sum: 19.5 });
    const metrics = [order(NOW - 2 * 60 * MINUTE), order(NOW - 2 * MINUTE), order(NOW - MINUTE)];
    const error = { metric: 'error', minute: NOW - MINUTE, count: 1, sum: 0 };
    await app.store.addExposures('shop', 'production', 'batch-001', [], [...metrics, error]);
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await database.drop();
  });

  const ask = (query: string) => app.call<Metrics>(`GET ${METRICS}?${query}`, { as: 'viewer' });

  test('can be read by every viewer: the last hour, minute by minute', async () => {
    const { status, body } = await ask('');
    expect(status).toBe(200);
    expect(body.metrics).toEqual([
      { metric: 'order', minute: NOW - 2 * MINUTE, count: 2, sum: 19.5 },
      { metric: 'error', minute: NOW - MINUTE, count: 1, sum: 0 },
      { metric: 'order', minute: NOW - MINUTE, count: 2, sum: 19.5 },
    ]);
  });

  test('can be narrowed down to a time and a name', async () => {
    expect((await ask(`from=${NOW - MINUTE}&metric=order`)).body.metrics).toHaveLength(1);
    expect((await ask(`from=0&to=${NOW - MINUTE}`)).body.metrics).toHaveLength(2);
    expect((await ask('from=0&metric=order')).body.metrics).toHaveLength(3);
    expect((await ask('metric=none')).body.metrics).toEqual([]);
  });

  test.each([
    ['from', 'from=yesterday'],
    ['to', 'to=-1'],
    ['metric', 'metric=an%20order'],
  ])('are refused for a bad %s', async (field, query) => {
    const { status, body } = await app.call(`GET ${METRICS}?${query}`, { as: 'viewer' });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.field).toContain(field);
  });

  test('are not there for an environment that is not', async () => {
    const { status } = await app.call(`GET ${SHOP}/environments/moon/metrics`, { as: 'viewer' });
    expect(status).toBe(404);
  });

  test('come no more than an answer should hold', async () => {
    const lines = Array.from({ length: 12_000 }, (_, n) => ({
      metric: 'order',
      minute: n * MINUTE,
      count: 1,
      sum: 0,
    }));
    await app.store.addExposures('shop', 'production', 'batch-002', [], lines);
    const { status, body } = await app.call(`GET ${METRICS}?from=0`, { as: 'viewer' });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ field: 'from' }]);
    expect((await ask(`from=0&to=${12_000 * MINUTE}`)).body.metrics).toHaveLength(12_000);
  });
});
