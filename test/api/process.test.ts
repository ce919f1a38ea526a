import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { freePort } from '../setup/free-port.ts';

let folder: string;
let port: number;
const running = new Set<ReturnType<typeof start>>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-process-'));
  port = await freePort();
});
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  running.clear();
  await rm(folder, { recursive: true, force: true });
});

function start(environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      SIGNALBOX_PORT: String(port),
      SIGNALBOX_PROBE: 'off',
      SIGNALBOX_DATA: join(folder, 'data'),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  const server = { child, output, ended };
  running.add(server);
  return server;
}

async function ready({ output }: ReturnType<typeof start>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const answered = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answered?.ok && output.out.includes('listening')) return;
    await sleep(50);
  }
  throw new Error(`The server does not answer: ${output.out}${output.err}`);
}

describe('starting', () => {
  test('prints what one needs to begin, once; ends cleanly; the next start says only where it is', async () => {
    const first = start();
    await ready(first);
    expect(first.output.out).toContain(`Signalbox is ready: http://localhost:${port}`);
    expect(first.output.out).toContain('Sign in as admin@signalbox.local');
    const password = /one-time password (\S+)/.exec(first.output.out)?.[1] ?? '';
    expect(password).toHaveLength(16);
    expect(first.output.out).toMatch(/server-side SDK key sbx_server_\w{36}/);
    expect(first.output.out).toMatch(/client-side SDK key sbx_client_\w{36}/);
    expect(first.output.out).toContain('http://localhost:4001');

    const demo: unknown = JSON.parse(await readFile(join(folder, 'data/demo.json'), 'utf8'));
    expect(demo).toMatchObject({
      url: `http://localhost:${port}`,
      project: 'shop',
      environment: 'production',
    });
    for (const file of ['demo.json', 'secret', 'signalbox.db']) {
      expect((await stat(join(folder, 'data', file))).mode & 0o077, file).toBe(0);
    }

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.output.err).toBe('');

    const second = start();
    await ready(second);
    expect(second.output.out).toContain(`Signalbox is ready: http://localhost:${port}`);
    expect(second.output.out).not.toMatch(/password|SDK key/);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });

  test('with a password of one’s own prints none', async () => {
    const server = start({ SIGNALBOX_ADMIN_PASSWORD: 'a password of my own', SIGNALBOX_DEMO: 'false' });
    await ready(server);
    expect(server.output.out).toContain('with the password in SIGNALBOX_ADMIN_PASSWORD');
    expect(server.output.out).not.toContain('a password of my own');
    expect(server.output.out).not.toContain('Demo');
  });

  test('says on /healthz what is running', async () => {
    const server = start({ SIGNALBOX_COMMIT: 'abc123', SIGNALBOX_BUILT_AT: '2027-01-31T12:00:00Z' });
    await ready(server);
    const health: unknown = await (await fetch(`http://127.0.0.1:${port}/healthz`)).json();
    expect(health).toMatchObject({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      commit: 'abc123',
      builtAt: '2027-01-31T12:00:00Z',
      schema: expect.any(Number),
    });
  });
});

test('a stream that is open does not keep the server from ending', async () => {
  const server = start();
  await ready(server);
  const key = /sbx_server_\w+/.exec(server.output.out)?.[0];
  const stream = await fetch(`http://127.0.0.1:${port}/sdk/v1/stream?instance=test-instance&sdk=test/1`, {
    headers: { authorization: `Bearer ${key}` },
  });
  expect(stream.status).toBe(200);
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  await stream.body?.cancel();
});

describe('a start that cannot succeed ends with one sentence', () => {
  test.each([
    [{ SIGNALBOX_PORT: 'http' }, 'SIGNALBOX_PORT must be a number.'],
    [{ SIGNALBOX_DATA: '/proc/no/such/folder' }, 'SIGNALBOX_DATA /proc/no/such/folder cannot be made'],
    [{ SIGNALBOX_DATA: '/dev/null/data' }, 'SIGNALBOX_DATA /dev/null/data cannot be made'],
    [{ SIGNALBOX_DEMO: 'yes' }, 'SIGNALBOX_DEMO must be true or false.'],
    [
      { SIGNALBOX_DATABASE_URL: 'postgres://user:hunter2@localhost/flags' },
      'SIGNALBOX_SECRET is needed with Postgres',
    ],
  ])('%j', async (environment, sentence) => {
    const server = start(environment);
    expect(await server.ended).toBe(1);
    expect(server.output.err).toContain(sentence);
    expect(server.output.err).not.toContain('    at ');
    expect(server.output.err).not.toContain('hunter2');
    expect(server.output.err.trim().split('\n')).toHaveLength(1);
  });

  test('a port that is taken', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const server = start();
    expect(await server.ended).toBe(1);
    expect(server.output.err).toContain(`SIGNALBOX_PORT ${port} is taken`);
    other.close();
  });
});
