import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { portOf } from '../setup/free-port.ts';

/** A connection through the proxy. */
export interface Link {
  readonly client: Socket;
  readonly upstream: Socket;
  /** Bytes were lost on it: nothing gets through any more, as on a link that is half open. */
  dead: boolean;
}

/** How the way to the server is disturbed. What is absent goes as it should. */
export interface ProxyTrouble {
  name: string;
  /** Deals with a connection that is being opened, instead of passing it on. */
  accept?: (client: Socket) => void;
  /** Happens to connections that are open when the trouble begins. */
  begin?: (link: Link) => void;
  /** Passes on, changes or loses what the client sent. */
  up?: (chunk: Buffer, link: Link) => void;
  /** Passes on, changes or loses what the server sent. The next chunk waits for it. */
  down?: (chunk: Buffer, link: Link) => void | Promise<void>;
}

/** Real sockets between a client and a server, with whatever can happen in between. */
export interface Proxy extends AsyncDisposable {
  readonly url: string;
  /** How often the trouble has touched something. */
  readonly hits: number;
  /** Undefined heals the way. What was broken by then stays so. */
  set(trouble: ProxyTrouble | undefined): void;
}

export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const links = new Set<Link>();
  const sockets = new Set<Socket>();
  let trouble: ProxyTrouble | undefined;
  let hits = 0;

  function hold(socket: Socket): Socket {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  }

  function pass(client: Socket): void {
    const link: Link = { client, upstream: hold(connect(Number(port), hostname)), dead: false };
    links.add(link);
    link.client.on('data', (chunk: Buffer) => {
      if (link.dead) return;
      if (trouble?.up) {
        hits += 1;
        trouble.up(chunk, link);
      } else link.upstream.write(chunk);
    });
    let arrived = Promise.resolve();
    link.upstream.on('data', (chunk: Buffer) => {
      arrived = arrived.then(() => deliver(chunk, link));
    });
    link.client.once('close', () => {
      links.delete(link);
      link.upstream.destroy();
    });
    link.upstream.once('close', () => void arrived.then(() => link.dead || link.client.end()));
  }

  async function deliver(chunk: Buffer, link: Link): Promise<void> {
    if (link.dead) return;
    if (!trouble?.down) {
      link.client.write(chunk);
      return;
    }
    hits += 1;
    await trouble.down(chunk, link);
  }

  const server = createServer({ noDelay: true }, (client) => {
    hold(client);
    if (!trouble?.accept) return pass(client);
    hits += 1;
    trouble.accept(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    get hits() {
      return hits;
    },
    set(next) {
      trouble = next;
      hits = 0;
      for (const link of next?.begin ? links : []) {
        hits += 1;
        next?.begin?.(link);
      }
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Reads a request to its end, then answers it and closes. */
export function answering(status: string, headers: Record<string, string> = {}, body = '') {
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) });
  const head = [
    `HTTP/1.1 ${status}`,
    'connection: close',
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ];
  return (client: Socket): void => {
    let received = '';
    client.setEncoding('latin1');
    client.on('data', (chunk: string) => {
      received += chunk;
      if (isWhole(received)) client.end(`${head.join('\r\n')}\r\n\r\n${body}`);
    });
  };
}

function isWhole(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /^content-length: *(\d+)/im.exec(request.slice(0, end))?.[1] ?? '0';
  return request.length >= end + 4 + Number(length);
}
