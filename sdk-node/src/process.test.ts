import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const sdk = new URL('./index.ts', import.meta.url).href;
const EMPTY = { epoch: 'e1', revision: 1, digest: '0'.repeat(16), flags: [], segments: [] };

let server: Server;
let url: string;

/** A server that holds every stream open for ever, and whose /hang answers nothing at all. */
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url?.startsWith('/hang')) return;
    if (request.method === 'POST') {
      response.writeHead(204).end();
      return;
    }
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

/** Runs a script to its own end; killed, and failing the test, when it does not end. */
async function script(to: string, code: string): Promise<string> {
  const source = `
    import { createClient } from '${sdk}';
    const client = createClient({ url: '${to}', sdkKey: 'sbx_server_x', onWarning() {} });
    ${code}`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', source], { timeout: 20_000 });
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
