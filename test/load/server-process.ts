import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';
import { signIn, type Admin } from '../setup/admin.ts';
import { freePort } from '../setup/free-port.ts';
import { writeShop } from './shop-data.ts';

const PASSWORD = 'correct horse battery staple';
const EMAIL = 'admin@example.com';

/** The real server in a process of its own. */
export interface ServerProcess extends AsyncDisposable {
  url: string;
  pid: number;
  admin: Admin;
  /** A figure that it counts for Prometheus, labels included; 0 before the first. */
  figure(name: string): Promise<number>;
  /** Asks it to end; answers its exit code. */
  end(): Promise<number | null>;
}

/** Starts a server on a shop with so many flags. */
export async function startServerProcess({ flags }: { flags: number }): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-load-'));
  await writeShop(folder, flags);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(root, 'server/src/main.ts')], {
    env: {
      ...process.env,
      SIGNALBOX_DATA: folder,
      SIGNALBOX_PORT: String(port),
      SIGNALBOX_ADMIN_EMAIL: EMAIL,
      SIGNALBOX_ADMIN_PASSWORD: PASSWORD,
      SIGNALBOX_DEMO: 'false',
      // What is measured is a change, not how streams begin.
      SIGNALBOX_STREAM_BURST: '100000',
      SIGNALBOX_LOG_LEVEL: 'error',
      SIGNALBOX_PROBE: 'off',
      SIGNALBOX_METRICS: 'open',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    await endProcess(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilItSays(child, 'Signalbox is ready');
    const admin = await signIn(url, EMAIL, PASSWORD);
    return {
      url,
      pid: child.pid ?? 0,
      admin,
      figure: (name) => readFigure(`${url}/metrics`, name),
      end: () => endProcess(child),
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readFigure(url: string, name: string): Promise<number> {
  const lines = (await (await fetch(url)).text()).split('\n');
  const line = lines.find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length) ?? 0);
}

/** Waits for a line on a child's standard output. */
export function untilItSays(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes(text)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The process ended with code ${code}`)));
  });
}

/** Asks a process to end, if it runs; answers its exit code. */
export async function endProcess(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  return child.exitCode;
}
