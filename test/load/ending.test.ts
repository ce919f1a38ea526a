import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { startServerProcess } from './server-process.ts';
import { SDK_KEY } from './shop-data.ts';

const STREAMS = 1_000;
/** Of them, those that read nothing after their first event. */
const SILENT = 50;
const AUTHORIZATION = `Authorization: Bearer ${SDK_KEY}`;

/** What one stream has received, and whether its other end was closed properly. */
interface Received {
  socket: Socket;
  text: string;
  endedProperly: Promise<boolean>;
}

async function open(url: string): Promise<Received> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setEncoding('latin1');
  const endedProperly = new Promise<boolean>((resolve) => {
    socket.once('end', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  const received: Received = { socket, text: '', endedProperly };
  socket.on('data', (chunk: string) => (received.text += chunk));
  socket.write(`GET /sdk/v1/stream HTTP/1.1\r\nHost: ${host}\r\n${AUTHORIZATION}\r\n\r\n`);
  while (!received.text.includes('event: put')) await once(socket, 'data');
  return received;
}

async function openMany(url: string, count: number): Promise<Received[]> {
  const streams: Received[] = [];
  while (streams.length < count) {
    streams.push(...(await Promise.all(Array.from({ length: 100 }, () => open(url)))));
  }
  return streams;
}

/** A request of which all but the end has been sent. */
async function beginReceipt(url: string): Promise<{ finish(): Promise<string> }> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  const body = JSON.stringify({ instance: 'instance-1', epoch: 'x', revision: 1, digest: '0'.repeat(16) });
  const head = `POST /sdk/v1/receipts HTTP/1.1\r\nHost: ${host}\r\n${AUTHORIZATION}\r\nContent-Length: ${body.length}`;
  await new Promise<void>((resolve) => socket.write(`${head}\r\n\r\n${body.slice(0, -1)}`, () => resolve()));
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  return {
    async finish() {
      socket.write(body.slice(-1));
      await once(socket, 'close');
      return answer;
    },
  };
}

test('SIGTERM with a thousand streams: each ends after a whole frame, requests are answered, the exit is clean', async () => {
  await using server = await startServerProcess({ flags: 100 });
  const streams = await openMany(server.url, STREAMS);
  const silent = streams.slice(0, SILENT);
  for (const { socket } of silent) socket.pause();
  const receipt = await beginReceipt(server.url);
  // Frames are on their way to everybody while it ends.
  await server.admin.kill('flag-7');

  const exited = server.end();
  const readers = streams.slice(SILENT);
  expect(await Promise.all(readers.map(({ endedProperly }) => endedProperly))).not.toContain(false);
  expect(await receipt.finish()).toContain('HTTP/1.1 204');
  expect(await exited).toBe(0);
  expect(readers.filter(({ text }) => !text.endsWith('\n\n'))).toEqual([]);
  expect(new Set(readers.map(({ text }) => text.slice(text.lastIndexOf('event: '))))).toHaveProperty(
    'size',
    1,
  );
  for (const { socket } of silent) socket.resume();
  await Promise.all(silent.map(({ endedProperly }) => endedProperly));
  expect(silent.filter(({ text }) => !text.endsWith('\n\n'))).toEqual([]);
});
