import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 30_000 });

const main = fileURLToPath(new URL('main.ts', import.meta.url));
/** Nobody listens there: the shop has to do without Signalbox. */
const demo = {
  url: 'http://127.0.0.1:9',
  environment: 'production',
  serverKey: 'sbx_server_a',
  clientKey: 'sbx_client_a',
};

let folder: string;
let shop: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-demo-'));
});

afterEach(async () => {
  shop?.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

async function listen(port = 0): Promise<{ port: number; close: () => void }> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return { port: address.port, close: () => server.close() };
}

function open(port: number): { ended: Promise<number>; said: () => string } {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, SIGNALBOX_DATA: folder, SIGNALBOX_DEMO_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  shop = child;
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(([code]: unknown[]) => Number(code));
  return { ended, said: () => text };
}

test('without a demo project the shop says why it stays closed', async () => {
  const { ended, said } = open(4001);
  expect(await ended).toBe(0);
  expect(said()).toContain('demo.json');
});

test('a port that is taken ends it with a sentence', async () => {
  await writeFile(join(folder, 'demo.json'), JSON.stringify(demo));
  const other = await listen();
  const { ended, said } = open(other.port);
  expect(await ended).toBe(1);
  expect(said()).toContain('SIGNALBOX_DEMO_PORT is taken');
  other.close();
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  'the shop is open although Signalbox is not there, and %s ends all of its instances',
  async (signal) => {
    await writeFile(join(folder, 'demo.json'), JSON.stringify(demo));
    const { port, close } = await listen();
    close();
    const { ended } = open(port);
    const seen = new Set<number>();
    await vi.waitFor(
      async () => {
        const response = await fetch(`http://127.0.0.1:${port}/api/instance`, {
          headers: { connection: 'close' },
        });
        const { instance, paymentProvider } = (await response.json()) as {
          instance: number;
          paymentProvider: string;
        };
        expect(paymentProvider).toBe('fallback');
        seen.add(instance);
        expect(seen.size).toBe(5);
      },
      { timeout: 20_000, interval: 10 },
    );
    shop?.kill(signal);
    // "close" comes once every process that shares its output has ended.
    expect(await ended).toBe(0);
    (await listen(port)).close();
  },
);
