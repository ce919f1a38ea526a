import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const sdk = new URL('./index.ts', import.meta.url).href;
const EMPTY = { epoch: 'e1', revision: 1, digest: '0'.repeat(16), flags: [], segments: [] };

/** How many clients are made and closed; in full 10,000. */
const CYCLES = Number(process.env['SIGNALBOX_CYCLES'] ?? 300);

let server: Server;
let url: string;
/** Who has opened a stream, by the name of its instance. */
const instances = new Set<string>();

/** A server that holds every stream open for ever, and whose /hang answers nothing at all. */
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url?.startsWith('/hang')) return;
    if (request.method === 'POST') {
      response.writeHead(204).end();
      return;
    }
    const instance = new URL(request.url ?? '', url).searchParams.get('instance');
    if (instance) instances.add(instance);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`event: put\ndata: ${JSON.stringify(EMPTY)}\n\n`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A script with a client. */
const clientOf = (to: string): string => `
  import { createClient } from '${sdk}';
  const create = () => createClient({ url: '${to}', sdkKey: 'sbx_server_x', onWarning() {} });
  const client = create();`;

/** Runs a script to its own end; killed, and failing the test, when it does not end. */
function script(to: string, code: string): Promise<string> {
  return node('--input-type=module', '-e', clientOf(to) + code);
}

async function node(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, args, { timeout: 25_000 + CYCLES * 20 });
  return stdout.trim();
}

test('a script that creates a client and returns ends by itself while the stream is open', async () => {
  const code = `client.on('status', (status) => console.log(status)); await client.ready();`;
  expect(await script(url, code)).toBe('READY');
}, 30_000);

test('so does one whose server does not answer, and one without a server', async () => {
  for (const to of [`${url}/hang`, 'http://127.0.0.1:9']) expect(await script(to, '')).toBe('');
}, 30_000);

test('who waits for a client gets the outcome before the process ends', async () => {
  const code = `
    console.log((await client.ready({ timeoutMs: 50 })).ready);
    await client.flush();
    await client.close();
    console.log('closed');`;
  for (const to of [`${url}/hang`, 'http://127.0.0.1:9'])
    expect(await script(to, code)).toBe('false\nclosed');
}, 30_000);

test('a closed client leaves no timer and no connection', async () => {
  const code = `
    await client.ready();
    await client.close();
    await new Promise((resolve) => setImmediate(resolve));
    console.log(process.getActiveResourcesInfo().filter((name) => /timeout|tcp|tls/i.test(name)).join());`;
  expect(await script(url, code)).toBe('');
}, 30_000);

test('a client in a worker thread is an instance of its own, and lets its thread and the process end', async () => {
  instances.clear();
  const inside = `${clientOf(url)} await client.ready(); console.log('thread', client.status);`;
  const code = `
    import { Worker } from 'node:worker_threads';
    import { once } from 'node:events';
    const file = new URL('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(inside))});
    await once(new Worker(file), 'exit');
    await client.ready();
    console.log('main', client.status);`;
  expect(await script(url, code)).toBe('thread READY\nmain READY');
  expect(instances.size).toBe(2);
}, 30_000);

test('so is a client in each process of a cluster', async () => {
  instances.clear();
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-cluster-'));
  const file = join(folder, 'cluster.mjs');
  const code = `
    import cluster from 'node:cluster';
    await client.ready();
    if (cluster.isPrimary) {
      for (let n = 0; n < 2; n++) cluster.fork();
      cluster.on('message', (worker, status) => {
        console.log(status);
        worker.disconnect();
      });
    } else process.send(client.status);`;
  await writeFile(file, clientOf(url) + code);
  expect(await node(file)).toBe('READY\nREADY');
  expect(instances.size).toBe(3);
  await rm(folder, { recursive: true });
}, 30_000);

test(
  `${CYCLES} clients made and closed leave the heap as it was`,
  async () => {
    const code = `
    async function cycle(times) {
      for (let n = 0; n < times; n++) {
        const other = create();
        await other.ready();
        await other.close();
      }
      for (let n = 0; n < 3; n++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        gc();
      }
      return process.memoryUsage().heapUsed;
    }
    const before = await cycle(100);
    const after = await cycle(${CYCLES});
    console.log(after - before);`;
    // A client that stayed would keep its ruleset, timers and sockets: some ten kilobytes each.
    const grown = await node('--expose-gc', '--input-type=module', '-e', clientOf(url) + code);
    expect(Number(grown)).toBeLessThan(1_000_000);
  },
  30_000 + CYCLES * 20,
);
