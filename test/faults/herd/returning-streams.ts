import { connect, type Socket } from 'node:net';
import { backoffMs } from '../../../core/src/sync/backoff.ts';
import { clock } from '../../load/light-streams.ts';

const MAX_BACKOFF_MS = 30_000;

/** Many streams that come back as an SDK's does when they are lost, held as cheaply as Node can. */
export interface ReturningStreams extends Disposable {
  /** How many are open now. */
  readonly open: number;
  /** When a stream began, all of them, in order. */
  readonly begun: number[];
  /** How often somebody knocked, and was let in or not. */
  readonly tries: number;
}

/** @param url with `{index}` where the number of the stream is to stand */
export function openReturningStreams(
  url: string,
  count: number,
  headers: Record<string, string>,
): ReturningStreams {
  const begun: number[] = [];
  const sockets = new Set<Socket>();
  let open = 0;
  let tries = 0;
  let over = false;

  function start(index: number, failures: number): void {
    if (over) return;
    tries += 1;
    let isOpen = false;
    let retryAfterMs = 0;
    let head = '';
    const socket = connectTo(url.replace('{index}', String(index)), headers);
    sockets.add(socket);
    socket.on('data', (chunk: Buffer) => {
      if (isOpen) return;
      head += chunk.toString('latin1');
      retryAfterMs = 1_000 * Number(/^retry-after: (\d+)/im.exec(head)?.[1] ?? 0);
      if (!head.startsWith('HTTP/1.1 200') || !head.includes('\ndata: ')) return;
      isOpen = true;
      head = '';
      open += 1;
      begun.push(clock());
    });
    socket.on('error', () => undefined);
    socket.once('close', () => {
      sockets.delete(socket);
      if (isOpen) open -= 1;
      const failed = isOpen ? 0 : failures;
      const wait = retryAfterMs + backoffMs(failed, 1_000, MAX_BACKOFF_MS, Math.random);
      setTimeout(() => start(index, failed + 1), wait);
    });
  }

  for (let index = 0; index < count; index++) start(index, 0);
  return {
    begun,
    get open() {
      return open;
    },
    get tries() {
      return tries;
    },
    [Symbol.dispose]() {
      over = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}

function connectTo(url: string, headers: Record<string, string>): Socket {
  const { hostname, port, host, pathname, search } = new URL(url);
  const lines = [`GET ${pathname}${search} HTTP/1.1`, `Host: ${host}`, 'Accept: text/event-stream'];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
  return socket;
}
