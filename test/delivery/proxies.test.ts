import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { ada, configureFlag, createFlag, killed } from '../store/shop.ts';
import { collectingProxy } from './collecting-proxy.ts';
import { get } from './get.ts';
import { hurriedClient } from './hurried-client.ts';
import { findNginx, startNginx } from './nginx.ts';
import { openStream } from './open-stream.ts';
import { CLIENT_KEY, SERVER_KEY, startServer, type TestServer } from './start-server.ts';

const nginx = await findNginx();
const documented =
  /```nginx\n([^]*?)```/.exec(readFileSync(join(root, 'docs/proxies.md'), 'utf8'))?.[1] ?? '';

async function startWithFlag(heartbeatMs: number): Promise<TestServer> {
  const server = await startServer({ heartbeatMs });
  await server.store.commit(createFlag('checkout'), ada);
  return server;
}

test.skipIf(typeof nginx === 'string').each([
  ['as it comes', 'location / { proxy_pass http://127.0.0.1:4000; }'],
  ['set up as docs/proxies.md has it', documented],
])(`through nginx %s${typeof nginx === 'string' ? ` (${nginx})` : ''}`, async (_, locations) => {
  if (typeof nginx === 'string') throw new Error(nginx);
  await using server = await startWithFlag(200);
  const upstream = new URL(server.url).host;
  await using proxy = await startNginx(nginx, locations.replaceAll('127.0.0.1:4000', upstream));

  const stream = await openStream(proxy.url, { key: SERVER_KEY });
  expect(await stream.next()).toMatchObject({ event: 'put', data: { flags: [{ key: 'checkout' }] } });
  expect(await stream.next()).toMatchObject({ event: 'heartbeat' });
  const refetches = await openStream(proxy.url, { key: CLIENT_KEY, path: '/ofrep/v1/stream' });
  await refetches.next();
  await server.store.commit(configureFlag('checkout', killed, { action: 'flag.kill' }), ada);
  await expect.poll(() => stream.text()).toContain('"killed":true');
  expect(await refetches.next()).toMatchObject({ data: { type: 'refetchEvaluation' } });
  // A comment is no event, but it shows that the way is open.
  await expect.poll(() => refetches.text()).toMatch(/refetchEvaluation[^]*: alive\n\n/);

  const path = `/sdk/v1/ruleset?key=${CLIENT_KEY}`;
  const headers = { 'accept-encoding': 'gzip' };
  const direct = await get(server.url + path, headers);
  const passed = await get(proxy.url + path, headers);
  expect(passed.body).toEqual(direct.body);
  expect(JSON.parse(gunzipSync(passed.body).toString())).toMatchObject({ flags: [{ killed: true }] });
  for (const name of ['etag', 'cache-control', 'vary', 'content-encoding', 'content-length']) {
    expect(passed.response.headers[name], name).toBe(direct.response.headers[name]);
  }
  const again = await get(proxy.url + path, { 'if-none-match': String(passed.response.headers.etag) });
  expect(again.response.statusCode).toBe(304);
});

test('through a proxy that collects 16 KB whatever is asked of it, an SDK is ready and hears of a kill by polling', async () => {
  await using server = await startWithFlag(300);
  await using proxy = await collectingProxy(server.url, 16_384);
  const client = hurriedClient(proxy.url, SERVER_KEY, 50);
  try {
    await client.ready({ timeoutMs: 3_600_000 });
    expect(client.getBooleanDetails('checkout', true)).toMatchObject({ reason: 'DISABLED', value: false });
    const changed = new Promise<readonly string[]>((resolve) => client.on('change', resolve));
    await server.store.commit(configureFlag('checkout', killed, { action: 'flag.kill' }), ada);
    expect(await changed).toEqual(['checkout']);
    expect(client.stats().transport).toBe('polling');
  } finally {
    await client.close();
  }
});
