import { formatPosition, type HeartbeatPayload, type Position } from '@signalbox/core/sync';

/** Before the first event: when a plain EventSource should try again. Our SDKs decide for themselves. */
export const STREAM_HEAD = Buffer.from('retry: 3000\n\n');

/**
 * A whole stream for which there is no room. Without a position: who does not know better remembers the last one, and holds
 * nothing of it yet. A plain EventSource comes back when others ask.
 */
export function pollFrame(heartbeat: HeartbeatPayload & { pollMs: number }): Buffer {
  return Buffer.from(`retry: ${heartbeat.pollMs}\nevent: heartbeat\ndata: ${JSON.stringify(heartbeat)}\n\n`);
}

/** One event of the stream. JSON has no line breaks, so the data is one line. */
export function eventFrame(event: 'patch' | 'heartbeat', position: Position, data: object): Buffer {
  return Buffer.from(`${frameStart(event, position)}${JSON.stringify(data)}\n\n`);
}

/** A `put` around a payload that is serialised already. */
export function putFrame(position: Position, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(frameStart('put', position)), payload, Buffer.from('\n\n')]);
}

function frameStart(event: string, position: Position): string {
  return `event: ${event}\nid: ${formatPosition(position)}\ndata: `;
}
