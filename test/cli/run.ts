import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../../scripts/root.ts';

const server = join(root, 'server');
const manifest = JSON.parse(readFileSync(join(server, 'package.json'), 'utf8')) as {
  bin: { signalbox: string };
};

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

export interface RunOptions {
  env?: Record<string, string>;
  /** What it reads from standard input. */
  input?: string;
}

/** Runs the `signalbox` command as its package names it, in a process of its own. */
export async function signalbox(args: string[], { env = {}, input = '' }: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, [join(server, manifest.bin.signalbox), ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  return { code: child.exitCode, out, err };
}
