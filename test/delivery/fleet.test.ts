import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStream } from './open-stream.ts';
import { CLIENT_KEY, SERVER_KEY, startServer, type TestServer } from './start-server.ts';

let server: TestServer;
let now = 1_700_000_000_000;

beforeAll(async () => {
  server = await startServer({ now: () => now });
});

afterAll(() => server?.[Symbol.asyncDispose]());

function report() {
  return server.fleet.receipt('shop', 'production', 0);
}

function poll(query: Record<string, string>): Promise<Response> {
  const headers = { authorization: `Bearer ${SERVER_KEY}` };
  return server.request(`/sdk/v1/ruleset?${new URLSearchParams(query)}`, { headers });
}

function sayGoodbye(instance: string, key = SERVER_KEY): Promise<Response> {
  const query = key === CLIENT_KEY ? `?key=${key}` : '';
  return server.request(`/sdk/v1/goodbye${query}`, {
    method: 'POST',
    body: JSON.stringify({ instance }),
    headers: query ? {} : { authorization: `Bearer ${key}` },
  });
}

test('a poller says how often it asks, and is expected then', async () => {
  expect((await poll({ instance: 'poller-1', poll: '60000' })).status).toBe(200);
  expect(report().instances).toMatchObject([{ instance: 'poller-1', nextPollAt: now + 60_000 }]);
  const response = await poll({ instance: 'poller-1', poll: 'often' });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ field: 'poll' }] });
  // Nobody is waited for longer than that.
  await poll({ instance: 'poller-1', poll: '999999999' });
  expect(report().instances).toMatchObject([{ nextPollAt: now + 3_600_000 }]);
  expect((await sayGoodbye('poller-1')).status).toBe(204);
  expect(report()).toMatchObject({ connected: 0, silent: { count: 0 } });
});

test('who goes without a goodbye is silent, who says it is not', async () => {
  const names = ['polite-1', 'sudden-1'];
  const streams = await Promise.all(
    names.map((instance) => openStream(server.url, { key: SERVER_KEY, query: { instance } })),
  );
  for (const stream of streams) await stream.next();
  await sayGoodbye('polite-1');
  for (const stream of streams) stream.close();
  await expect.poll(report).toMatchObject({ connected: 0, silent: { count: 1 } });
  expect(report().silent.instances).toMatchObject([{ instance: 'sudden-1', state: 'silent' }]);
  now += 600_000;
  expect(report().silent.count).toBe(0);
});

test('a goodbye counts only from a secret key', async () => {
  const response = await sayGoodbye('instance-1', CLIENT_KEY);
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: 'server_side_only' });
});

test('browsers count by what was written to them', async () => {
  const stream = await openStream(server.url, { key: CLIENT_KEY, query: { instance: 'browser-1' } });
  await stream.next();
  expect(report()).toMatchObject({ browsers: 1, browsersDelivered: 1 });
  expect(server.fleet.receipt('shop', 'production', 1)).toMatchObject({ browsers: 1, browsersDelivered: 0 });
  stream.close();
});
