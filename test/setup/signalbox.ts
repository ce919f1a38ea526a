import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { signIn, type Admin } from './admin.ts';
import { bundle, SERVER_SOURCE } from './bundle.ts';
import { freePort } from './free-port.ts';

export const ADMIN_EMAIL = 'admin@signalbox.local';
export const ADMIN_PASSWORD = 'green-lamp-over-platform-2';

/** A Signalbox server in a process of its own, with the demo project in a fresh database. */
export interface Signalbox extends AsyncDisposable {
  readonly url: string;
  readonly dataFolder: string;
  /** SDK keys of the demo project's production environment. */
  readonly serverKey: string;
  readonly clientKey: string;
  readonly admin: Admin;
  /** Of the process that runs now, or ran last. */
  readonly pid: number;
  /** Ends the process, asking nicely or not at all; the data stays. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts it again, on the same port and data; nothing to do while it runs. */
  start(): Promise<void>;
}

interface StartOptions {
  /** Settings besides those that make a test server. */
  settings?: Record<string, string>;
  /** Of another server, to run beside it. */
  dataFolder?: string;
  /** What Node runs; the server in one file when absent, which starts sooner. */
  entry?: string;
}

export async function startSignalbox({ settings, ...options }: StartOptions = {}): Promise<Signalbox> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'signalbox-server-')));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const entry = options.entry ?? (await bundle(SERVER_SOURCE));
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    if (isRunning(child)) return;
    const log: string[] = [];
    const started = spawn(process.execPath, [entry], {
      env: {
        ...process.env,
        SIGNALBOX_DATA: dataFolder,
        SIGNALBOX_PORT: String(port),
        SIGNALBOX_URL: url,
        SIGNALBOX_ADMIN_PASSWORD: ADMIN_PASSWORD,
        SIGNALBOX_HEARTBEAT_SECONDS: '1',
        SIGNALBOX_LOG_LEVEL: 'warn',
        SIGNALBOX_PROBE: 'off',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    started.stdout.on('data', (chunk: Buffer) => log.push(chunk.toString()));
    started.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
    while (!(await isReady(url))) {
      if (started.exitCode !== null) throw new Error(`The server did not start:\n${log.join('')}`);
      await wait(25);
    }
  }

  async function stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (!isRunning(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  await start();
  const keys = JSON.parse(await readFile(join(dataFolder, 'demo.json'), 'utf8')) as {
    serverKey: string;
    clientKey: string;
  };
  return {
    url,
    dataFolder,
    ...keys,
    admin: await signIn(url, ADMIN_EMAIL, ADMIN_PASSWORD),
    get pid() {
      return child?.pid ?? 0;
    },
    start,
    stop,
    async [Symbol.asyncDispose]() {
      await stop('SIGKILL');
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

function isRunning(child: ChildProcess | undefined): child is ChildProcess {
  return child !== undefined && child.exitCode === null && child.signalCode === null;
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}
