import { createHook } from 'node:async_hooks';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ada, config, configureFlag, createFlag } from '../store/shop.ts';
import { get } from './get.ts';
import { CLIENT_KEY, SERVER_KEY, startServer } from './start-server.ts';

const secret = { authorization: `Bearer ${SERVER_KEY}` };

describe('the snapshot', () => {
  test('comes plain, gzipped or in brotli, with the same content', async () => {
    await using server = await startServer();
    await server.store.commit(createFlag('checkout'), ada);
    const url = `${server.url}/sdk/v1/ruleset`;
    const plain = await get(url, secret);
    const gzipped = await get(url, { ...secret, 'accept-encoding': 'gzip' });
    const brotli = await get(url, { ...secret, 'accept-encoding': 'gzip, deflate, br' });

    expect(plain.response.headers['content-encoding']).toBeUndefined();
    expect(gzipped.response.headers['content-encoding']).toBe('gzip');
    expect(brotli.response.headers['content-encoding']).toBe('br');
    expect(JSON.parse(plain.body.toString())).toMatchObject({ revision: 1, flags: [{ key: 'checkout' }] });
    expect(gunzipSync(gzipped.body)).toEqual(plain.body);
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    for (const { response } of [plain, gzipped, brotli]) {
      expect(response.headers).toMatchObject({
        'content-type': 'application/json',
        vary: expect.stringContaining('Accept-Encoding'),
      });
    }
  });

  test.each([
    ['gzip;q=0, br;q=0', undefined],
    ['identity', undefined],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['zstd', undefined],
  ])('obeys Accept-Encoding: %s', async (accepted, encoding) => {
    await using server = await startServer();
    const { response } = await get(`${server.url}/sdk/v1/ruleset`, {
      ...secret,
      'accept-encoding': accepted,
    });
    expect(response.headers['content-encoding']).toBe(encoding);
  });

  test('is not sent again to who has it, whichever form of its tag they name', async () => {
    await using server = await startServer();
    await server.store.commit(createFlag('checkout'), ada);
    const url = `${server.url}/sdk/v1/ruleset`;
    const first = await get(url, secret);
    const tag = String(first.response.headers.etag);
    expect(tag).toMatch(/^"[\w-]+\.1"$/);
    const packed = await get(url, { ...secret, 'accept-encoding': 'gzip' });
    expect(packed.response.headers.etag).toBe(`W/${tag}`);

    for (const named of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const { response, body } = await get(url, { ...secret, 'if-none-match': named });
      expect(response.statusCode).toBe(304);
      expect(body).toHaveLength(0);
      expect(response.headers).toMatchObject({ etag: tag, 'cache-control': 'private, no-cache' });
    }
    await server.store.commit(configureFlag('checkout', config), ada);
    await expect
      .poll(async () => (await get(url, { ...secret, 'if-none-match': tag })).response.statusCode)
      .toBe(200);
  });

  test('is compressed once for each encoding and revision, however many ask at the same time', async () => {
    await using server = await startServer({ snapshotRate: { perSecond: 10_000, burst: 10_000 } });
    await server.store.commit(createFlag('checkout'), ada);
    let compressions = 0;
    const hook = createHook({
      init(_id, type) {
        if (type === 'ZLIB') compressions += 1;
      },
    }).enable();
    const ask = async (encoding: string) => {
      const asking = Array.from({ length: 1_000 }, () =>
        server.request('/sdk/v1/ruleset', { headers: { ...secret, 'accept-encoding': encoding } }),
      );
      const answers = await Promise.all(asking);
      return new Set(answers.map(({ status, headers }) => `${status} ${headers.get('content-encoding')}`));
    };
    try {
      expect(await ask('gzip')).toEqual(new Set(['200 gzip']));
      expect(await ask('br')).toEqual(new Set(['200 br']));
      expect(compressions).toBe(2);
      await server.store.commit(createFlag('search'), ada);
      await expect
        .poll(async () => (await get(`${server.url}/sdk/v1/ruleset`, secret)).body.toString())
        .toContain('search');
      expect(await ask('gzip')).toEqual(new Set(['200 gzip']));
      expect(compressions).toBe(3);
    } finally {
      hook.disable();
    }
  });

  test('of a public key in the URL may be held by a CDN; all others stay private', async () => {
    await using server = await startServer();
    const inUrl = await get(`${server.url}/sdk/v1/ruleset?key=${CLIENT_KEY}`);
    const inHeader = await get(`${server.url}/sdk/v1/ruleset`, { authorization: `Bearer ${CLIENT_KEY}` });
    const ofServer = await get(`${server.url}/sdk/v1/ruleset`, secret);
    expect(inUrl.response.headers['cache-control']).toMatch(/^public, .*s-maxage=\d/);
    expect(inHeader.response.headers['cache-control']).toBe('private, no-cache');
    expect(ofServer.response.headers['cache-control']).toBe('private, no-cache');
    // One address, two audiences, other bytes.
    expect(inHeader.response.headers.etag).not.toBe(ofServer.response.headers.etag);
  });

  test('answers HEAD with the headers of GET', async () => {
    await using server = await startServer();
    const options = { headers: { ...secret, 'accept-encoding': 'identity' } };
    const head = await fetch(`${server.url}/sdk/v1/ruleset`, { ...options, method: 'HEAD' });
    const whole = await fetch(`${server.url}/sdk/v1/ruleset`, options);
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect(head.headers.get('etag')).toBe(whole.headers.get('etag'));
  });
});
