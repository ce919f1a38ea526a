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

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

interface RunOptions {
  env?: Record<string, string>;
  /** What it reads from standard input. */
  input?: string;
}

/** Arguments with which Node runs the `signalbox` command as its package names it. */
export function commandLine(args: string[]): string[] {
  return [join(server, manifest.bin.signalbox), ...args];
}

/** Runs the `signalbox` command as its package names it, in a process of its own. */
export async function signalbox(args: string[], { env = {}, input = '' }: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, commandLine(args), {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  return { code: child.exitCode, out, err };
}
