import http from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../server/src/store/store.ts';
import { CLIENT_KEY, createKey, SERVER_KEY, type TestServer } from '../delivery/start-server.ts';
import { ada } from '../store/shop.ts';
import { askerOf, flagIn, FLAGS, type Asker } from './ask.ts';
import { flag, startWithFlags } from './flags.ts';
import { expectShape } from './schemas.ts';

let server: TestServer;
let ask: Asker;
let page: Asker;
beforeAll(async () => {
  server = await startWithFlags();
  ask = askerOf(server.url, SERVER_KEY);
  page = askerOf(server.url, CLIENT_KEY);
});
afterAll(() => server[Symbol.asyncDispose]());

const context = { targetingKey: 'customer-1', country: 'DE' };
const tagOf = async (asker: Asker, of: unknown) => (await asker.all({ context: of })).headers.get('etag');

describe('all flags at once', () => {
  test('come by key, each as if it were asked alone', async () => {
    const all = await ask.all({ context });
    expect(all.status).toBe(200);
    expectShape('bulk', all.body);
    const keys = (all.body?.flags ?? []).map(({ key }) => key);
    expect(keys).toEqual(keys.toSorted());
    expect(keys).toHaveLength(13);
    for (const key of keys) expect(flagIn(all, key)).toEqual((await ask.flag(key, { context })).body);
  });

  test('are for a client-side key those that are marked for clients', async () => {
    const all = await page.all({ context });
    expectShape('bulk', all.body);
    expect(flagIn(all, 'secret')).toBeUndefined();
    expect(flagIn(all, 'static')).toMatchObject({ value: true });
    expect(flagIn(await ask.all({ context }), 'secret')).toMatchObject({ value: true });
  });

  test('fail one by one', async () => {
    const all = await ask.all({ context: {} });
    expect(all.status).toBe(200);
    expectShape('bulk', all.body);
    expect(flagIn(all, 'percentage')).toMatchObject({ errorCode: 'TARGETING_KEY_MISSING' });
    expect(flagIn(all, 'unreadable')).toMatchObject({ errorCode: 'PARSE_ERROR' });
    expect(flagIn(all, 'static')).toMatchObject({ value: true });
  });

  test('come compressed to whoever takes it, under a tag that works all the same', async () => {
    const packed = await post(server.url, { 'accept-encoding': 'gzip' });
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      etag: expect.stringMatching(/^W\/"/),
    });
    expectShape('bulk', JSON.parse(gunzipSync(packed.body).toString()));
    const again = await post(server.url, { 'if-none-match': String(packed.headers.etag) });
    expect(again.status).toBe(304);
  });
});

describe('the tag of all flags', () => {
  test('spares whoever has them already the same answer', async () => {
    const first = await ask.all({ context });
    const etag = first.headers.get('etag') ?? '';
    const again = await ask.all({ context, headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(again.body).toBeUndefined();
    expect(again.headers.get('etag')).toBe(etag);
    expect((await ask.all({ context, headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  test('is another one for another context, and for another key', async () => {
    const tags = [
      await tagOf(ask, context),
      await tagOf(ask, { ...context, country: 'NL' }),
      await tagOf(ask, { ...context, targetingKey: 'customer-2' }),
      await tagOf(page, context),
    ];
    expect(new Set(tags).size).toBe(4);
    expect(await tagOf(ask, context)).toBe(tags[0]);
  });

  test('is another one after a change that the key can see, and after no other', async () => {
    await using changing = await startWithFlags();
    const asker = askerOf(changing.url, SERVER_KEY);
    const client = askerOf(changing.url, CLIENT_KEY);
    const [before, clientBefore] = [await tagOf(asker, context), await tagOf(client, context)];

    await changing.store.commit(flag('secret', { clientSide: false }, { enabled: false }), ada);
    await expect.poll(() => tagOf(asker, context)).not.toBe(before);
    expect(await tagOf(client, context)).toBe(clientBefore);

    await changing.store.commit(flag('static', {}, { enabled: false }), ada);
    await expect.poll(() => tagOf(client, context)).not.toBe(clientBefore);
  });

  test('of a key that replaces another is its own, so that the stream of the old one is left', async () => {
    const successor = `sbx_client_${'n'.repeat(36)}`;
    await createKey(server.store, 'client', 'production', successor);
    expect(await tagOf(askerOf(server.url, successor), context)).not.toBe(await tagOf(page, context));
  });
});

describe('an instance that has not heard of a change yet', () => {
  /** Holds back what is read after a change until it is let through. */
  function holding() {
    let letThrough = (): void => undefined;
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    const wrapStore = (store: Store): Store => ({
      ...store,
      rulesetDelta: async (project, environment, since) => {
        if (since > 0) await held;
        return store.rulesetDelta(project, environment, since);
      },
    });
    return { wrapStore, letThrough: () => letThrough() };
  }

  test.each([
    ['the tag of the event', (id: string) => `flagConfigEtag=${id}`],
    ['its time', (_id: string, time: number) => `flagConfigLastModified=${Math.floor(time / 1_000)}`],
    [
      'its time as text',
      (_id: string, time: number) => `flagConfigLastModified=${new Date(time).toISOString()}`,
    ],
  ])('answers with it, when the client brings %s', async (_, query) => {
    let time = Date.now();
    const { wrapStore, letThrough } = holding();
    await using behind = await startWithFlags({ wrapStore, now: () => time });
    const asker = askerOf(behind.url, CLIENT_KEY);
    expect(flagIn(await asker.all(), 'static')).toMatchObject({ value: true });
    time += 100_000;
    await behind.store.commit(flag('static', {}, { enabled: false }), ada);
    expect(flagIn(await asker.all(), 'static')).toMatchObject({ value: true });

    const { epoch = '', revision = 0 } =
      (await behind.store.environments('shop')).find(({ key }) => key === 'production') ?? {};
    const asking = { query: `?${query(`${epoch}.${revision}`, time)}` };
    const answers = Promise.all([asker.all(asking), asker.flag('static', asking)]);
    // Another one went there and back meanwhile: those are waiting by now.
    await asker.all();
    letThrough();
    const [all, one] = await answers;
    expect(flagIn(all, 'static')).toMatchObject({ value: false });
    expect(one.body).toMatchObject({ value: false });
  });

  test('answers what it has when the change does not come', async () => {
    await using behind = await startWithFlags({ freshWithinMs: 1 });
    const asker = askerOf(behind.url, CLIENT_KEY);
    const all = await asker.all({ query: '?flagConfigEtag=elsewhere.99&flagConfigLastModified=99999999999' });
    expect(all.status).toBe(200);
    expect(flagIn(all, 'static')).toMatchObject({ value: true });
  });

  test.each(['yesterday', '-1', '1.5', ''])('does not take "%s" for a time', async (time) => {
    const { status, body } = await page.all({ query: `?flagConfigLastModified=${time}` });
    expect(status).toBe(400);
    expectShape('bulkFailure', body);
    expect(body?.errorDetails).toContain('flagConfigLastModified');
  });

  test('passes over a tag that is not one of ours', async () => {
    expect((await page.all({ query: '?flagConfigEtag=whatever' })).status).toBe(200);
  });
});

/** Plain HTTP: fetch would unpack the body. */
function post(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number | undefined; headers: http.IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url + FLAGS,
      { method: 'POST', agent: false, headers: { authorization: `Bearer ${SERVER_KEY}`, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    request.once('error', reject).end('{"context":{"targetingKey":"customer-1"}}');
  });
}
