import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { portOf } from '../setup/free-port.ts';

/** Another way to a server, which can be shut and opened again while the server runs. */
export interface Door extends AsyncDisposable {
  readonly url: string;
  /** How many connections go through it now. */
  connections(): number;
  /** Cuts every connection, and lets nobody in. */
  shut(): Promise<void>;
  open(): Promise<void>;
}

export async function openDoor(to: string): Promise<Door> {
  const { hostname, port } = new URL(to);
  const sockets = new Set<Socket>();
  let at = 0;

  const server = createServer((socket) => {
    const onward = connect(Number(port), hostname);
    socket.pipe(onward).pipe(socket);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });

  async function open(): Promise<void> {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    at = portOf(server);
  }

  async function shut(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await open();
  return {
    url: `http://127.0.0.1:${at}`,
    connections: () => sockets.size / 2,
    open,
    shut,
    [Symbol.asyncDispose]: shut,
  };
}
