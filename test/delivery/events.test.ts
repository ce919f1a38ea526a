import type { ExposureCount } from '@signalbox/core/sync';
import { describe, expect, test } from 'vitest';
import { ada } from '../store/shop.ts';
import { setFlag } from './changes.ts';
import { CLIENT_KEY, OTHER_KEY, SERVER_KEY, startServer, type TestServer } from './start-server.ts';

const NOW = 1_700_000_040_000;
const MINUTE = NOW - (NOW % 60_000);

async function startWithFlags(): Promise<TestServer> {
  const server = await startServer({ now: () => NOW });
  await server.store.commit(setFlag('banner'), ada);
  await server.store.commit(setFlag('fraud-score', { clientSide: false }), ada);
  return server;
}

function line(flag: string, rest: Partial<ExposureCount> = {}): ExposureCount {
  return { flag, variant: 'on', reason: 'SPLIT', minute: MINUTE, count: 3, ...rest };
}

function send(server: TestServer, body: unknown, key = SERVER_KEY): Promise<Response> {
  return fetch(`${server.url}/sdk/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

function batch(exposures: ExposureCount[], name = 'batch-0001') {
  return { batch: name, instance: 'instance-1', exposures };
}

async function stored(server: TestServer): Promise<unknown[]> {
  return server.store.exposures('shop', { from: 0 });
}

describe('a batch of exposures', () => {
  test('is counted once, however often it is sent', async () => {
    await using server = await startWithFlags();
    const body = batch([line('banner'), line('banner', { variant: '', reason: 'ERROR', count: 1 })]);
    expect(await (await send(server, body)).json()).toEqual({ accepted: 4, dropped: 0, duplicate: false });
    expect(await (await send(server, body)).json()).toEqual({ accepted: 4, dropped: 0, duplicate: true });
    const environment = 'production';
    expect(await stored(server)).toEqual([
      { environment, ...line('banner', { variant: '', reason: 'ERROR', count: 1 }) },
      { environment, ...line('banner') },
    ]);
  });

  test('adds to what came before', async () => {
    await using server = await startWithFlags();
    await send(server, batch([line('banner')]));
    await send(server, batch([line('banner', { count: 4 })], 'batch-0002'));
    expect(await stored(server)).toMatchObject([{ flag: 'banner', count: 7 }]);
  });

  test('is taken as text too, as a page sends it when it is being closed', async () => {
    await using server = await startWithFlags();
    const response = await fetch(`${server.url}/sdk/v1/events?key=${CLIENT_KEY}`, {
      method: 'POST',
      body: JSON.stringify(batch([line('banner')])),
    });
    expect(await response.json()).toMatchObject({ accepted: 3 });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test.each([
    ['a flag that does not exist', line('nonsense')],
    ['a variant that the flag does not have', line('banner', { variant: 'blue' })],
    ['a minute long ago', line('banner', { minute: MINUTE - 8 * 24 * 3_600_000 })],
    ['a minute to come', line('banner', { minute: MINUTE + 3_600_000 })],
  ])('keeps the rest when a line is about %s', async (_, bad) => {
    await using server = await startWithFlags();
    const response = await send(server, batch([bad, line('banner', { count: 1 })]));
    expect(await response.json()).toEqual({ accepted: 1, dropped: 3, duplicate: false });
    expect(await stored(server)).toMatchObject([{ flag: 'banner', count: 1 }]);
  });

  test('counts only what its key can see', async () => {
    await using server = await startWithFlags();
    const body = batch([line('banner'), line('fraud-score')]);
    expect(await (await send(server, body, CLIENT_KEY)).json()).toMatchObject({ accepted: 3, dropped: 3 });
    expect(await (await send(server, body, OTHER_KEY)).json()).toMatchObject({ accepted: 0, dropped: 6 });
    expect(await stored(server)).toMatchObject([{ flag: 'banner', environment: 'production' }]);
  });

  test.each([
    ['batch', { batch: 'short' }],
    ['batch', { batch: "'; drop table exposures" }],
    ['instance', { instance: '' }],
    ['exposures', { exposures: 'many' }],
    ['exposures', { exposures: Array.from({ length: 2_001 }, () => line('banner')) }],
    ['exposures.0.count', { exposures: [line('banner', { count: 0 })] }],
    ['exposures.0.count', { exposures: [line('banner', { count: 1.5 })] }],
    ['exposures.0.minute', { exposures: [line('banner', { minute: MINUTE + 1 })] }],
    ['exposures.0.reason', { exposures: [line('banner', { reason: 'WHY_NOT' })] }],
    ['exposures.0.flag', { exposures: [line('x'.repeat(65))] }],
  ])('with a bad %s is refused and counts nothing', async (field, wrong) => {
    await using server = await startWithFlags();
    const response = await send(server, { ...batch([line('banner')]), ...wrong });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_request', errors: [{ field }] });
    expect(await stored(server)).toEqual([]);
  });

  test('that is not JSON or too large is refused', async () => {
    await using server = await startWithFlags();
    expect(await (await send(server, '{')).json()).toMatchObject({ status: 400, code: 'malformed_json' });
    expect(await (await send(server, 'x'.repeat(600_000))).json()).toMatchObject({
      status: 413,
      code: 'too_large',
    });
  });
});
