import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { checkOptions } from '@signalbox/core/sync';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClient, type Client } from './index.ts';
import { nodePlatform } from './platform.ts';

const EMPTY = { epoch: 'e1', revision: 1, digest: '0'.repeat(16), flags: [], segments: [] };
const servers: Server[] = [];
const clients: Client[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function connect(url: string): Client {
  const client = createClient({ url, sdkKey: 'sbx_server_secret', onWarning: () => undefined });
  clients.push(client);
  return client;
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

test('a redirect does not carry the key to another server', async () => {
  const elsewhere = vi.fn<RequestListener>((_request, response) => void response.writeHead(200).end());
  const other = await serve(elsewhere);
  const url = await serve((request, response) => {
    response.writeHead(307, { location: other + (request.url ?? '') }).end();
  });
  const client = connect(url);
  await vi.waitFor(async () => {
    expect(await client.ready({ timeoutMs: 1 })).toMatchObject({
      ready: false,
      problem: 'the server answered 307',
    });
  });
  expect(elsewhere).not.toHaveBeenCalled();
});

test.each([
  ['br', brotliCompressSync],
  ['gzip', gzipSync],
] as const)(
  'where no stream comes through, the ruleset is fetched instead, compressed with %s',
  async (encoding, compress) => {
    const url = await serve(({ url: path, headers }, response) => {
      const accepted = headers['accept-encoding']?.split(', ').includes(encoding);
      if (path?.startsWith('/sdk/v1/stream') || !accepted) response.destroy();
      else response.writeHead(200, { 'content-encoding': encoding }).end(compress(JSON.stringify(EMPTY)));
    });
    expect(await connect(url).ready()).toEqual({ ready: true, status: 'READY' });
  },
);

test('who fetches instead of streaming says who it is, so that operators see it', async () => {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    asked.push(request.url ?? '');
    response.destroy();
  });
  connect(url);
  await vi.waitFor(() =>
    expect(asked.find((path) => path.startsWith('/sdk/v1/ruleset'))).toMatch(/instance=.+&sdk=node/),
  );
});

test('a secret key stands in a header; a public one in the address, without the name of who asks', async () => {
  const asked: { path: string; authorization: string | undefined }[] = [];
  const url = await serve(({ url: path = '', headers: { authorization } }, response) => {
    asked.push({ path, authorization });
    response.destroy();
  });
  for (const sdkKey of ['sbx_server_secret', 'sbx_client_public']) {
    clients.push(createClient({ url, sdkKey, onWarning: () => undefined }));
  }
  const asking = (path: RegExp) => expect.objectContaining({ path: expect.stringMatching(path) });
  await vi.waitFor(() =>
    expect(asked).toEqual(
      expect.arrayContaining([
        asking(/^\/sdk\/v1\/ruleset\?instance=/),
        asking(/^\/sdk\/v1\/ruleset\?key=sbx_client_public$/),
        asking(/^\/sdk\/v1\/stream\?instance=.+&key=sbx_client_public$/),
      ]),
    ),
  );
  for (const { path, authorization } of asked) {
    const isPublic = path.includes('key=sbx_client_public');
    expect(authorization).toBe(isPublic ? undefined : 'Bearer sbx_server_secret');
    expect(path).not.toContain('secret');
  }
});

test('an answer says how long the server wants to be left alone', async () => {
  const url = await serve((_request, response) => void response.writeHead(429, { 'retry-after': '7' }).end());
  const options = checkOptions({ url, sdkKey: 'sbx_server_secret' }, () => undefined, Date.now);
  expect(await nodePlatform(options, false).request({ path: '/' })).toEqual({
    status: 429,
    text: '',
    retryAfterMs: 7_000,
  });
});

test.each([
  ['an endless refusal', 403, 'ERROR'],
  ['an endless failure', 500, 'NOT_READY'],
  ['a stream of another kind', 200, 'NOT_READY'],
])('%s is given up, and disturbs nothing', async (_what, status, expected) => {
  let open = 0;
  const url = await serve((request, response) => {
    if (!request.url?.startsWith('/sdk/v1/stream')) {
      response.writeHead(500).end();
      return;
    }
    open += 1;
    response.once('close', () => (open -= 1));
    response.writeHead(status, { 'content-type': 'text/plain' });
    const timer = setInterval(() => response.write('x'.repeat(1_000)), 5);
    response.once('close', () => clearInterval(timer));
  });
  const client = connect(url);
  await vi.waitFor(async () => {
    const { problem } = await client.ready({ timeoutMs: 1 });
    expect(problem).toMatch(/answered|no usable ruleset/);
  });
  expect(client.status).toBe(expected);
  await client.close();
  await vi.waitFor(() => expect(open).toBe(0));
});

test('a stream that is cut in the middle of an event changes nothing', async () => {
  let streams = 0;
  const url = await serve((_request, response) => {
    streams += 1;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`event: put\ndata: ${JSON.stringify(EMPTY)}\n\n`);
    response.write('event: put\ndata: {"epoch":"e1","revision":2,', () => response.destroy());
  });
  const client = connect(url);
  expect(await client.ready()).toMatchObject({ ready: true });
  await vi.waitFor(() => expect(streams).toBeGreaterThan(1), { timeout: 10_000 });
  expect(client.stats()).toMatchObject({ status: 'READY', revision: 1 });
}, 20_000);

describe('the time that an answer may take', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  /** Asks a server that answers nothing by itself. */
  async function ask() {
    let taken: (response: ServerResponse) => void;
    const asked = new Promise<ServerResponse>((resolve) => (taken = resolve));
    const url = await serve((_request, response) => taken(response));
    const options = checkOptions({ url, sdkKey: 'sbx_server_secret' }, () => undefined, Date.now);
    const answer = nodePlatform(options, false).request({ path: '/sdk/v1/ruleset' });
    answer.catch(() => undefined);
    return { answer, response: await asked };
  }

  /** Sends the beginning of an answer, and waits until it is there. */
  async function begin(response: ServerResponse): Promise<void> {
    const arrived = new Promise<void>((resolve) => {
      const channel = 'http.client.response.finish';
      const onArrival = (): void => {
        unsubscribe(channel, onArrival);
        setImmediate(resolve);
      };
      subscribe(channel, onArrival);
    });
    response.write('{"epoch":');
    await arrived;
  }

  test('is ten seconds until it begins', async () => {
    const { answer } = await ask();
    await vi.advanceTimersByTimeAsync(10_000);
    await expect(answer).rejects.toThrow('no answer in time');
  });

  test('is longer once it has begun: a big ruleset may have a slow way', async () => {
    const { answer, response } = await ask();
    await begin(response);
    await vi.advanceTimersByTimeAsync(60_000);
    response.end('"e1"}');
    expect(await answer).toMatchObject({ status: 200, text: '{"epoch":"e1"}' });
  });

  test('has an end then, too', async () => {
    const { answer, response } = await ask();
    await begin(response);
    await vi.advanceTimersByTimeAsync(120_000);
    await expect(answer).rejects.toThrow('no answer in time');
  });
});
