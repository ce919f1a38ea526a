import { connect } from 'node:net';
import { RECEIPTS_PATH, type PatchPayload } from '@signalbox/core/sync';
import { clock, type LightStreams } from '../load/light-streams.ts';
import type { ServerProcess } from '../load/server-process.ts';

/** Connections that carry the receipts of all light clients: enough to keep the server busy, few enough for one process. */
const CONNECTIONS = 100;

/** Kills and restores that are measured; the first ones also warm the server up. */
const ROUNDS = 5;

export interface Receipts {
  /** From the commit of a kill or restore until the server had the last one's receipt; the median of some. */
  appliedMs: number;
  /** How many were in, in the round that had fewest. */
  applied: number;
}

/** Kills a flag, and restores it; each of the streams posts its receipt the moment that it has the patch, as SDKs do. */
export async function measureReceipts(
  { url, admin }: ServerProcess,
  light: LightStreams,
  sdkKey: string,
): Promise<Receipts> {
  const wires = await Promise.all(Array.from({ length: CONNECTIONS }, () => openWire(url, sdkKey)));
  const rounds: Receipts[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let receiptOf: ((index: number) => string) | undefined;
    const sent: Promise<void>[] = [];
    const arriving = light.arrivals('"urgent":true', {
      onArrival(index, event) {
        receiptOf ??= receiptsFor(event);
        const wire = wires[index % CONNECTIONS];
        if (wire) sent.push(wire.post(receiptOf(index)));
      },
    });
    const revision = await (round % 2 === 0 ? admin.kill('flag-8') : admin.restore('flag-8'));
    await arriving;
    await Promise.all(sent);
    const done = clock();
    const { committedAt, applied } = await admin.receipt(revision);
    rounds.push({ appliedMs: done - (committedAt ?? done), applied });
  }
  for (const wire of wires) wire.close();
  const times = rounds.map(({ appliedMs }) => appliedMs).toSorted((a, b) => a - b);
  return {
    appliedMs: times[Math.floor(ROUNDS / 2)] ?? 0,
    applied: Math.min(...rounds.map(({ applied }) => applied)),
  };
}

/** All got the same patch, so it is read once: what a client does with it is measured elsewhere. */
function receiptsFor(event: string): (index: number) => string {
  const data = event.slice(event.indexOf('data: ') + 6);
  const { epoch, to, digest } = JSON.parse(data) as PatchPayload;
  return (index) => JSON.stringify({ epoch, revision: to, digest, instance: `instance-${index}` });
}

interface Wire {
  /** Resolves when it was answered. */
  post(body: string): Promise<void>;
  close(): void;
}

/** A connection that is used again and again, each request after the answer to the one before. */
function openWire(url: string, sdkKey: string): Promise<Wire> {
  const { hostname, port, host } = new URL(url);
  const waiting: { body: string; done: () => void }[] = [];
  const head = `POST ${RECEIPTS_PATH} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${sdkKey}\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve({ post, close: () => socket.destroy() }));
    socket.setEncoding('latin1');
    socket.once('error', reject);

    function send(): void {
      const [next] = waiting;
      if (next) socket.write(`${head}Content-Length: ${next.body.length}\r\n\r\n${next.body}`);
    }
    function post(body: string): Promise<void> {
      return new Promise((done) => {
        if (waiting.push({ body, done }) === 1) send();
      });
    }
    socket.on('data', (chunk: string) => {
      if (!chunk.includes('\r\n\r\n')) return;
      if (!chunk.startsWith('HTTP/1.1 204')) socket.destroy(new Error(chunk.slice(0, 200)));
      waiting.shift()?.done();
      send();
    });
  });
}
