import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FLOORS } from './evaluate/floors.ts';
import { installPeers, PACKAGES } from './evaluate/peers/install.ts';
import { OURS, PEERS } from './evaluate/subjects.ts';
import { WORKLOADS } from './evaluate/workload.ts';

/**
 * `pnpm bench evaluate [--no-peers] [--only W3] [--json]`: nanoseconds and bytes a call of the client's own methods,
 * exposure counting on, beside floors written by hand and beside other services' SDKs, all in the same run. What counts
 * is the ratio: machines differ, and drift.
 */

interface Timing {
  fastest: number;
  median: number;
}

interface Row {
  subject: string;
  /** By workload. */
  times: Record<string, Timing>;
  bytes: Record<string, number>;
  /** From the payload's text to the first answer, in times JSON.parse of that text. */
  ready?: number;
}

const COLD_STARTS = 11;
/** Which workloads each floor is beneath. */
const BENEATH: Record<string, string[]> = {
  'look-up': ['W1', 'W5'],
  'look-up + hash': ['W2'],
  'hand-written': Object.keys(WORKLOADS),
};

/** What a worker found out: which of these depends on the mode. */
type Finding = Timing & { bytes: number; cold: number };

function work(subject: string, mode: string, workload = ''): Finding {
  const worker = join(import.meta.dirname, 'evaluate/worker.ts');
  const flags =
    mode === 'memory' ? ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256'] : [];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...flags, worker, subject, mode, workload],
    { encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' }, timeout: 300_000 },
  );
  if (status !== 0) throw new Error(`Measuring ${subject} failed (${mode} ${workload}): ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Finding;
}

function measure(subject: string, workloads: string[]): Row {
  process.stderr.write(`${subject} `);
  const row: Row = { subject, times: {}, bytes: {} };
  for (const name of workloads) {
    row.times[name] = work(subject, 'time', name);
    row.bytes[name] = work(subject, 'memory', name).bytes;
  }
  return row;
}

function measureReady(subject: string): number {
  const ready: number[] = [];
  const parse: number[] = [];
  for (let i = 0; i < COLD_STARTS; i++) {
    parse.push(work(subject, 'parse').cold);
    ready.push(work(subject, 'ready').cold);
  }
  return median(ready) / median(parse);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function run(args: string[]): void {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      'no-peers': { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  const wanted = values.only?.split(',') ?? Object.keys(WORKLOADS);
  const withPeers = !values['no-peers'] && installPeers();
  if (!withPeers && !values['no-peers']) process.stderr.write('The peers could not be installed.\n');

  const floors = Object.keys(FLOORS).map((name) =>
    measure(
      name,
      wanted.filter((workload) => BENEATH[name]?.includes(workload)),
    ),
  );
  const ours = { ...measure(OURS, wanted), ready: measureReady(OURS) };
  const peers = withPeers
    ? Object.keys(PEERS).map((name) => ({ ...measure(name, wanted), ready: measureReady(name) }))
    : [];
  process.stderr.write('\n');
  const rows = [...floors, ours, ...peers];
  if (values.json) {
    console.log(
      JSON.stringify({ node: process.version, packages: PACKAGES, workloads: WORKLOADS, rows }, null, 2),
    );
  } else print(rows, ours, wanted);
}

function print(rows: Row[], ours: Row, workloads: string[]): void {
  console.log(`Node ${process.version}; nanoseconds a call, fastest of 15 runs; bytes allocated a call\n`);
  for (const workload of workloads) {
    console.log(`${workload} ${WORKLOADS[workload]?.label}`);
    for (const { subject, times, bytes } of rows) {
      const time = times[workload];
      if (!time) continue;
      const own = ours.times[workload]?.fastest ?? 0;
      const ratio = subject === OURS ? '' : `${(time.fastest / own).toFixed(2)} × ours`;
      console.log(
        `  ${subject.padEnd(16)}${time.fastest.toFixed(1).padStart(10)} ns${(bytes[workload] ?? 0).toFixed(0).padStart(8)} B   ${ratio}`,
      );
    }
  }
  console.log('\nFirst answer from the payload of 1,000 flags, in times JSON.parse of it');
  for (const { subject, ready } of rows) {
    if (ready !== undefined) console.log(`  ${subject.padEnd(16)}${ready.toFixed(2).padStart(10)} ×`);
  }
}
