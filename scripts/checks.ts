import { spawn } from 'node:child_process';
import { root } from './root.ts';

/** What must hold of every change before any test runs. `pnpm check` runs them all, and so does `pnpm test`. */
export const checks = {
  format: ['oxfmt', '--check', '.'],
  lint: ['oxlint'],
  types: ['tsc', '-b'],
  'dead code': ['knip', '--no-progress'],
} as const;

export interface Finding {
  ok: boolean;
  output: string;
}

export function runCheck([command, ...args]: readonly [string, ...string[]]): Promise<Finding> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}
