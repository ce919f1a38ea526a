import { parseArgs } from 'node:util';
import { measureFloor, measureServer, type ServerSide, type Side } from './stream-sides.ts';

/**
 * `pnpm bench stream [--streams 10000] [--rounds 6] [--json]`: one flag of 1,000 is changed; how long until each of
 * the streams has it, and what a stream costs in memory, beside the floor measured right after it: node:http that
 * writes one shared Buffer to as many streams, and does nothing else. Also: how long after a kill everybody's receipt is
 * in, how long a fresh SDK takes beside one GET of the same bytes, and the size of the ruleset on the wire.
 */

interface Figures {
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  /** The same for the time since the request. */
  requestP99Ms: number;
  bytesPerStream: number | null;
  openMs: number;
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      streams: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '6' },
      json: { type: 'boolean', default: false },
    },
  });
  const options = { streams: Number(values.streams), rounds: Number(values.rounds) };
  const ours = await measureServer(options);
  const floor = await measureFloor(options, ours.rounds[0]?.bytes ?? 500);
  const { receipts, coldStart, sizes } = ours;
  const own = { receipts, coldStart, sizes };
  const result = { ...options, node: process.version, server: figures(ours), floor: figures(floor), ...own };
  const ratio = result.server.p99Ms / result.floor.p99Ms;
  if (values.json) console.log(JSON.stringify({ ...result, ratio }, null, 2));
  else {
    print(result, ratio);
    printServer(ours);
  }
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

function print(
  {
    streams,
    rounds,
    node,
    server,
    floor,
  }: { streams: number; rounds: number; node: string; server: Figures; floor: Figures },
  ratio: number,
): void {
  console.log(`Node ${node}; one flag changed, ${streams} streams, median of ${rounds} rounds\n`);
  console.log(
    '                p50 ms   p99 ms   max ms   from the request (p99)   memory a stream   all open after',
  );
  for (const [name, side] of Object.entries({ Signalbox: server, floor })) {
    const kilobytes = side.bytesPerStream === null ? '-' : `${(side.bytesPerStream / 1024).toFixed(1)} KB`;
    const times = [side.p50Ms, side.p99Ms, side.maxMs].map((ms) => ms.toFixed(1).padStart(8)).join(' ');
    const request = `${side.requestP99Ms.toFixed(1)} ms`.padStart(20);
    console.log(
      `${name.padEnd(13)}${times}${request}${kilobytes.padStart(21)}${`${Math.round(side.openMs)} ms`.padStart(16)}`,
    );
  }
  console.log(`\np99 is ${ratio.toFixed(2)} × the floor's.`);
}

function printServer({ receipts, coldStart, sizes }: ServerSide): void {
  const cold = coldStart.readyMs / coldStart.getMs;
  console.log(`From a kill to ${receipts.applied} receipts: ${receipts.appliedMs.toFixed(0)} ms.`);
  console.log(
    `A fresh SDK is ready after ${coldStart.readyMs.toFixed(1)} ms, one GET of the same bytes takes ` +
      `${coldStart.getMs.toFixed(1)} ms: ${cold.toFixed(2)} ×.`,
  );
  console.log(`The ruleset: ${sizes.plain} bytes, gzip ${sizes.gzip}.`);
}
