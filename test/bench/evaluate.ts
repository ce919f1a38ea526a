import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { WORKLOADS } from './workload.ts';

/**
 * `pnpm bench evaluate`: nanoseconds a call of the client's own methods, exposure counting on, beside two
 * floors measured in the same run: a map look-up, and a map look-up with one hash.
 */

interface Timing {
  fastest: number;
  median: number;
}

function measure(name: string): Timing {
  const worker = join(import.meta.dirname, 'evaluate-worker.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, [worker, name], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The benchmark of ${name} failed: ${stderr}`);
  const { ns } = JSON.parse(stdout) as { ns: number[] };
  const sorted = ns.toSorted((a, b) => a - b);
  return { fastest: sorted[0] ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0 };
}

export function run(args: string[]): void {
  const floors = Object.fromEntries(['look-up', 'look-up + hash'].map((name) => [name, measure(name)]));
  const rows = Object.entries(WORKLOADS).map(([name, { label, floor }]) => {
    const timing = measure(name);
    return { name, label, ...timing, floor, ratio: timing.fastest / (floors[floor]?.fastest ?? 0) };
  });
  if (args.includes('--json')) {
    console.log(JSON.stringify({ node: process.version, floors, rows }, null, 2));
    return;
  }
  console.log(`Node ${process.version}; nanoseconds a call, fastest and median of 15 runs\n`);
  for (const [name, { fastest, median }] of Object.entries(floors)) {
    console.log(line(`floor: ${name}`, fastest, median, ''));
  }
  for (const { name, label, fastest, median, floor, ratio } of rows) {
    console.log(line(`${name} ${label}`, fastest, median, `${ratio.toFixed(1)} × ${floor}`));
  }
}

function line(label: string, fastest: number, median: number, note: string): string {
  return `${label.padEnd(28)}${fastest.toFixed(1).padStart(8)}${median.toFixed(1).padStart(9)}   ${note}`;
}
