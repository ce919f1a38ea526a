import { parseArgs } from 'node:util';
import type { ColdStart } from './stream-cold-start.ts';
import type { Receipts } from './stream-receipts.ts';
import { measureFloor, measureServer, type Side } from './stream-sides.ts';
import { measureSizes, type Sizes } from './stream-sizes.ts';

/** As big as what our server sends when one flag is killed. */
const EVENT_BYTES = 500;

/**
 * `pnpm bench stream [--streams 10000] [--rounds 6] [--json]`: one flag of 1,000 is changed; how long until each of
 * the streams has it, and what a stream costs in memory, beside the floor measured right before and after it: node:http
 * that writes one shared Buffer to as many streams, and does nothing else. Also: how long after a kill everybody's receipt is
 * in, how long a fresh SDK takes beside one GET of the same bytes, and the size of rulesets on the wire. With fewer than
 * 5,000 streams, the memory of a stream is mostly that of the process.
 */

interface Figures {
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  /** The same for the time since the request. */
  requestP99Ms: number;
  bytesPerStream: number;
  openMs: number;
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      streams: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '6' },
      json: { type: 'boolean', default: false },
    },
  });
  const options = { streams: Number(values.streams), rounds: Number(values.rounds) };
  const before = await measureFloor(options, EVENT_BYTES);
  const ours = await measureServer(options);
  const after = await measureFloor(options, EVENT_BYTES);
  const server = figures(ours);
  const floor = figures({ ...after, rounds: [...before.rounds, ...after.rounds] });
  const { receipts, coldStart } = ours;
  const ratios = {
    p99: server.p99Ms / floor.p99Ms,
    bytesPerStream: server.bytesPerStream / floor.bytesPerStream,
    coldStart: coldStart.readyMs / coldStart.getMs,
  };
  const sizes = await measureSizes();
  const result = { ...options, node: process.version, server, floor, receipts, coldStart, sizes, ratios };
  if (values.json) console.log(JSON.stringify(result, null, 2));
  else print(result);
}

/** Of each figure the median over the rounds: one round in which the machine did something else does not count. */
function figures({ rounds, bytesPerStream, openMs }: Side): Figures {
  return {
    p50Ms: median(rounds.map(({ sinceChange }) => at(sinceChange, 0.5))),
    p99Ms: median(rounds.map(({ sinceChange }) => at(sinceChange, 0.99))),
    maxMs: median(rounds.map(({ sinceChange }) => at(sinceChange, 1))),
    requestP99Ms: median(rounds.map(({ sinceRequest }) => at(sinceRequest, 0.99))),
    bytesPerStream,
    openMs,
  };
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}

function median(values: readonly number[]): number {
  return at(values, 0.5);
}

interface Result {
  streams: number;
  rounds: number;
  node: string;
  server: Figures;
  floor: Figures;
  receipts: Receipts;
  coldStart: ColdStart;
  sizes: Sizes;
  ratios: { p99: number; bytesPerStream: number; coldStart: number };
}

function print({ streams, rounds, node, server, floor, receipts, coldStart, sizes, ratios }: Result): void {
  console.log(`Node ${node}; one flag changed, ${streams} streams, median of ${rounds} rounds\n`);
  console.log(
    '                p50 ms   p99 ms   max ms   from the request (p99)   memory a stream   all open after',
  );
  for (const [name, side] of Object.entries({ Signalbox: server, floor })) {
    const kilobytes = `${(side.bytesPerStream / 1024).toFixed(1)} KB`;
    const times = [side.p50Ms, side.p99Ms, side.maxMs].map((ms) => ms.toFixed(1).padStart(8)).join(' ');
    const request = `${side.requestP99Ms.toFixed(1)} ms`.padStart(20);
    console.log(
      `${name.padEnd(13)}${times}${request}${kilobytes.padStart(21)}${`${Math.round(side.openMs)} ms`.padStart(16)}`,
    );
  }
  console.log(
    `\np99 is ${ratios.p99.toFixed(2)} × the floor's, memory a stream ${ratios.bytesPerStream.toFixed(2)} ×.`,
  );
  console.log(`From a kill to ${receipts.applied} receipts: ${receipts.appliedMs.toFixed(0)} ms.`);
  console.log(
    `A fresh SDK is ready after ${coldStart.readyMs.toFixed(1)} ms, one GET of the same bytes takes ` +
      `${coldStart.getMs.toFixed(1)} ms: ${ratios.coldStart.toFixed(2)} ×.`,
  );
  console.log(
    `1,000 flags of six kinds: ${sizes.plain} bytes, gzip ${sizes.gzip}; a listed key in a page: ` +
      `${sizes.bytesPerListedKey.toFixed(1)} bytes.`,
  );
}
