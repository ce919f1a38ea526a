import { equal, ok } from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Clause } from '@signalbox/core/evaluator';
import { residentBytes } from '../../bench/resident-bytes.ts';
import { clock, openLightStreams, type LightStreams } from '../../load/light-streams.ts';
import { startServerProcess, type ServerProcess } from '../../load/server-process.ts';
import { SDK_KEY } from '../../load/shop-data.ts';
import type { Fault, Figures, Surroundings } from '../fault.ts';

const MB = 1024 * 1024;
/** Of those who do not read: what the server may hold for one. */
const BYTES_EACH = MB;
/** What a server takes and gives back in passing, whoever reads. */
const BYTES_ANYHOW = 200 * MB;
const CHANGES = 12;
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

/** Changes a flag again and again. @returns the milliseconds that each change took to each healthy stream, sorted */
async function change(server: ServerProcess, healthy: LightStreams, mark: string): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < CHANGES; n++) {
    const arrived = healthy.arrivals('event: patch');
    const begun = clock();
    await server.admin.configure(FLAG, { rules: [bigRule(`${mark}${n}`)] });
    for (const time of await arrived) took.push(time - begun);
  }
  return took.toSorted((a, b) => a - b);
}

function p99(sorted: readonly number[]): number {
  return Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0);
}

/** A tenth of so many streams stops reading. */
async function stopReading(count: number, { say }: Surroundings): Promise<Figures> {
  await using server = await startServerProcess({ flags: 20 });
  const silent = Math.ceil(count / 10);
  const address = `${server.url}/sdk/v1/stream?sdk=light&instance=instance-{index}`;
  using healthy = await openLightStreams(address, count - silent, { authorization: `Bearer ${SDK_KEY}` });
  const before = await change(server, healthy, 'before');
  say(`    all read: p99 ${p99(before)} ms`);

  const memory = residentBytes(server.pid);
  const sockets = await Promise.all(Array.from({ length: silent }, (_, i) => openSilent(server, i)));
  try {
    const after = await change(server, healthy, 'after');
    equal(after.length, before.length, 'Every healthy stream had every change');
    equal(new Set(healthy.streams.map(({ latest }) => latest)).size, 1);
    const grown = memory === null ? 0 : (residentBytes(server.pid) ?? memory) - memory;
    ok(grown <= silent * BYTES_EACH + BYTES_ANYHOW, `Memory grew by ${Math.round(grown / MB)} MB`);
    return {
      silent,
      'healthy p99 before (ms)': p99(before),
      'after (ms)': p99(after),
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
