import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { digestOf } from '@signalbox/core/sync';
import type { Flag, Segment } from '@signalbox/core/evaluator';
import { portOf } from '../../setup/free-port.ts';

/** Speaks the wire protocol (docs/decisions/wire-protocol.md), but serves what no Signalbox would. */
export interface RawServer extends AsyncDisposable {
  url: string;
  /** Sends flags and segments as they are, but for their version, to whoever is connected. @returns their revision */
  put(flags: readonly object[], segments: readonly object[]): number;
  /** Sends a text as the data of an event. */
  send(event: string, data: string): void;
}

const EPOCH = 'raw';
const HEARTBEAT_MS = 60_000;

export async function startRawServer(): Promise<RawServer> {
  const streams = new Set<ServerResponse>();
  let revision = 0;
  let payload = payloadOf([], [], revision);

  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    request.resume();
    if (request.method !== 'GET') {
      response.writeHead(204).end();
    } else if (request.url?.startsWith('/sdk/v1/ruleset')) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(payload));
    } else {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(frame('put', JSON.stringify(payload)));
      response.write(
        frame(
          'heartbeat',
          JSON.stringify({ epoch: EPOCH, revision, digest: payload.digest, intervalMs: HEARTBEAT_MS }),
        ),
      );
      streams.add(response);
      response.once('close', () => streams.delete(response));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  function send(event: string, data: string): void {
    for (const stream of streams) stream.write(frame(event, data));
  }

  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    put(flags, segments) {
      revision += 1;
      payload = payloadOf(flags, segments, revision);
      send('put', JSON.stringify(payload));
      return revision;
    },
    send,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Digest and versions are right, or nobody would look further. */
function payloadOf(flags: readonly object[], segments: readonly object[], revision: number) {
  const content = {
    flags: flags.map((flag) => ({ ...flag, version: revision })),
    segments: segments.map((segment) => ({ ...segment, version: revision })),
  };
  const digest = digestOf(content.flags as Flag[], content.segments as Segment[]);
  return { environment: 'production', epoch: EPOCH, revision, digest, ...content };
}

function frame(event: string, data: string): string {
  // A line break in the data would end it.
  const lines = data.split(/\r\n|[\r\n]/).map((line) => `data: ${line}\n`);
  return `event: ${event}\n${lines.join('')}\n`;
}
