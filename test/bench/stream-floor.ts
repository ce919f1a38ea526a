import { createServer, type ServerResponse } from 'node:http';
import { clock } from '../load/light-streams.ts';

/**
 * The floor: node:http that holds streams and writes one shared Buffer to all of them; no framework, no flags, no
 * database. `POST /?bytes=500` broadcasts an event of that size and answers when it began.
 */

const [, , port] = process.argv;
const streams = new Set<ServerResponse>();

function hold(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.write('data: hello\n\n');
  streams.add(response);
  response.on('close', () => streams.delete(response));
}

function broadcast(bytes: number): number {
  const began = clock();
  const event = Buffer.from(`event: patch\nid: 1\ndata: ${'x'.repeat(Math.max(0, bytes - 28))}\n\n`);
  for (const stream of streams) stream.write(event);
  return began;
}

createServer((request, response) => {
  if (request.method === 'GET') hold(response);
  else
    response.end(
      String(broadcast(Number(new URL(request.url ?? '', 'http://floor').searchParams.get('bytes')))),
    );
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
