import { ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { clock } from '../../load/light-streams.ts';
import { startSignalbox } from '../../setup/signalbox.ts';
import type { Check, Fault, Figures, Surroundings } from '../fault.ts';
import { mostInASecond } from '../most-in-a-second.ts';
import { until } from '../until.ts';
import { openReturningStreams } from './returning-streams.ts';
import { schedule } from './schedule.ts';

/** Above it a second would have seen more than a tenth; the clocks here and in the server differ a little. */
const MOST = 0.1 * 1.1;

/** The most memory that another process has had, its start included; NaN where the system does not tell. */
function peakBytes(pid: number): number {
  try {
    return 1_024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return Number.NaN;
  }
}

/** Streams from one process to another, whose server is killed and started again. */
async function killServer(streams: number, { say }: Surroundings): Promise<Figures> {
  await using server = await startSignalbox({
    settings: {
      SIGNALBOX_STREAMS_PER_SECOND: String(Math.ceil(streams * 0.08)),
      SIGNALBOX_STREAM_BURST: String(Math.ceil(streams * 0.02)),
      SIGNALBOX_HEARTBEAT_SECONDS: '15',
    },
  });
  const address = `${server.url}/sdk/v1/stream?sdk=light&instance=instance-{index}`;
  using herd = openReturningStreams(address, streams, { authorization: `Bearer ${server.serverKey}` });
  const all = (what: string) =>
    until(
      () => `${what}: ${herd.open} of ${streams}`,
      () => herd.open === streams,
      120_000,
    );

  await all('all streams are open');
  const before = peakBytes(server.pid);
  say(`    ${streams} streams are open`);
  await server.stop('SIGKILL');
  await until('all streams are lost', () => herd.open === 0);
  herd.begun.length = 0;
  const tries = herd.tries;
  await server.start();
  const upAt = clock();
  await all('all streams are back');

  const most = mostInASecond(herd.begun);
  const seconds = ((herd.begun.at(-1) ?? 0) - upAt) / 1_000;
  const memory = peakBytes(server.pid) / before;
  ok(most <= streams * MOST, `${most} of ${streams} came in within a second`);
  ok(seconds <= 60, `All back after ${seconds} s`);
  ok(Number.isNaN(memory) || memory <= 1.5, `Memory is ${memory} times what it was`);
  return {
    'most in a second': most,
    'all back after (s)': seconds.toFixed(1),
    'tries a stream': ((herd.tries - tries) / streams).toFixed(1),
    'memory, times before': memory.toFixed(2),
  };
}

const realHerd: Check = {
  name: 'the same with real streams: none of them is lost, and memory stays what it was',
  reduced: 0,
  full: 5_000,
  run: killServer,
};

export const herd: Fault = { number: 6, title: 'Everybody comes back at once', checks: [schedule, realHerd] };
