import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy of the worst kind: passes an answer on in blocks of so many bytes, and the rest when it ends. */
export async function collectingProxy(
  upstream: string,
  bytes: number,
): Promise<AsyncDisposable & { url: string }> {
  const server = http.createServer((request, response) => {
    const { method, headers } = request;
    const passed = http.request(upstream + request.url, { method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      let held = Buffer.alloc(0);
      answer.on('data', (chunk: Buffer) => {
        held = Buffer.concat([held, chunk]);
        if (held.length < bytes) return;
        response.write(held);
        held = Buffer.alloc(0);
      });
      answer.on('end', () => response.end(held));
      answer.on('error', () => response.destroy());
    });
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
