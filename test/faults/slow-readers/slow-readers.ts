import { equal, ok } from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Clause } from '@signalbox/core/evaluator';
import { residentBytes } from '../../bench/resident-bytes.ts';
import { clock, openLightStreams } from '../../load/light-streams.ts';
import { startServerProcess, type ServerProcess } from '../../load/server-process.ts';
import { SDK_KEY } from '../../load/shop-data.ts';
import type { Fault, Figures, Surroundings } from '../fault.ts';
import { until } from '../until.ts';

const MB = 1024 * 1024;
/** Of those who do not read: what the server may hold for one. */
const BYTES_EACH = MB;
/** What a server takes and gives back in passing, whoever reads. */
const BYTES_ANYHOW = 50 * MB;
const CHANGES = 12;
/** Of about 100 KB each: more than the kernel holds for a connection, some 4 MB. */
const MOST_TO_FILL = 200;
/** With so many streams it is their number that makes the times, and not whatever else the machine does. */
const ENOUGH_FOR_TIMES = 1_000;
const SKIPS = 'signalbox_stream_skips_total';
const CUT = 'signalbox_streams_ended_total{reason="stalled"}';
const FLAG = 'flag-7';

/** Opens a stream, reads its beginning and then nothing more: what comes piles up on the way. */
async function openSilent(server: ServerProcess, index: number): Promise<Socket> {
  const { hostname, port, host } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(
    `GET /sdk/v1/stream?sdk=light&instance=silent-${index} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${SDK_KEY}\r\n\r\n`,
  );
  await once(socket, 'data');
  return socket.pause();
}

/** A rule of about 100 KB: a few of them fill what a connection holds. */
function bigRule(mark: string) {
  const clauses = Array.from({ length: 5 }, (_, at): Clause => {
    const values = Array.from({ length: 500 }, (_value, i) => `${mark}-${at}-${i}-`.padEnd(40, 'x'));
    return { attribute: 'country', operator: 'in', values };
  });
  return { id: 'big', clauses, serve: { variant: 'on' } };
}

function changeFlag(server: ServerProcess, mark: string): Promise<void> {
  return server.admin.configure(FLAG, { rules: [bigRule(mark)] });
}

/** Changes a flag until whatever there is on the way to the silent ones is full. */
async function fill(server: ServerProcess, silent: number): Promise<void> {
  for (let n = 0; n < MOST_TO_FILL; n++) {
    const before = await server.figure(SKIPS);
    await changeFlag(server, `fill-${n}-`);
    if ((await server.figure(SKIPS)) - before >= silent) return;
  }
  throw new Error('Streams that nobody reads took in everything');
}

/** Opens streams that read, and changes a flag again and again. @returns the 99th percentile of each change, in milliseconds */
async function measure(server: ServerProcess, streams: number, mark: string): Promise<number[]> {
  const address = `${server.url}/sdk/v1/stream?sdk=light&instance=reader-${mark}-{index}`;
  using healthy = await openLightStreams(address, streams, { authorization: `Bearer ${SDK_KEY}` });
  const took: number[] = [];
  for (let n = 0; n < CHANGES; n++) {
    const arrived = healthy.arrivals('event: patch');
    const begun = clock();
    await changeFlag(server, `${mark}-${n}-`);
    const times = (await arrived).map((time) => time - begun).toSorted((a, b) => a - b);
    equal(times.length, streams, 'Every healthy stream had every change');
    took.push(times[Math.floor(streams * 0.99)] ?? 0);
  }
  equal(new Set(healthy.streams.map(({ latest }) => latest)).size, 1);
  return took;
}

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}

/** A tenth of so many streams stops reading. */
async function stopReading(count: number, { say }: Surroundings): Promise<Figures> {
  await using server = await startServerProcess({ flags: 20 });
  const silent = Math.ceil(count / 10);
  const before = median(await measure(server, count - silent, 'before'));
  say(`    all read: p99 ${before} ms`);

  const memory = residentBytes(server.pid);
  const sockets = await Promise.all(Array.from({ length: silent }, (_, i) => openSilent(server, i)));
  try {
    await fill(server, silent);
    const skips = await server.figure(SKIPS);
    const after = median(await measure(server, count - silent, 'after'));
    const grown = memory === null ? 0 : (residentBytes(server.pid) ?? memory) - memory;
    const skipped = (await server.figure(SKIPS)) - skips;
    if (count >= ENOUGH_FOR_TIMES)
      ok(after <= before * 1.5 + 20, `The others waited: p99 ${after} ms instead of ${before}`);
    ok(grown <= silent * BYTES_EACH + BYTES_ANYHOW, `Memory grew by ${Math.round(grown / MB)} MB`);
    const cut = await server.figure(CUT);
    equal(skipped + cut > 0, true, 'Nobody was passed over');
    if (count >= ENOUGH_FOR_TIMES)
      await until('all that do not read are cut', async () => (await server.figure(CUT)) === silent, 60_000);
    return {
      silent,
      skipped,
      'p99 when all read (ms)': before,
      'p99 of the others (ms)': after,
      'memory grown (MB)': Math.round(grown / MB),
    };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

export const slowReaders: Fault = {
  number: 7,
  title: 'Streams that nobody reads',
  checks: [
    {
      name: 'a tenth of all streams stops reading: the others have every change, and memory stays bounded',
      reduced: 200,
      full: 2_000,
      run: stopReading,
    },
  ],
};
