import { connect, type Socket } from 'node:net';

/** Sockets that are opened at the same time. */
const AT_ONCE = 100;

/** Wall clock with fractions of a millisecond, comparable between processes. */
export function clock(): number {
  return performance.timeOrigin + performance.now();
}

/** One stream, held as cheaply as Node can: no HTTP client, no event source. */
interface LightStream {
  /** The latest complete event, as it came; empty before the first. */
  latest: string;
}

/** What each of many streams got, and when. */
export interface LightStreams extends Disposable {
  streams: readonly LightStream[];
  /**
   * Waits until every stream had an event that holds `text`, and answers when each one had it.
   * Ask before the event is caused: what came earlier is not looked at.
   */
  arrivals(text: string, options?: ArrivalOptions): Promise<number[]>;
}

interface ArrivalOptions {
  /** Default: 60 000. */
  timeoutMs?: number;
  /** Called with the number of each stream that had it, and the event. */
  onArrival?: (index: number, event: string) => void;
}

interface Wanted extends ArrivalOptions {
  text: string;
  times: number[];
  done(): void;
}

/** Opens `count` streams and waits until each one has had its first event. */
export async function openLightStreams(
  url: string,
  count: number,
  headers: Record<string, string> = {},
): Promise<LightStreams> {
  const streams: LightStream[] = [];
  const sockets: Socket[] = [];
  let wanted: Wanted | undefined;

  function onEvent(index: number, stream: LightStream, event: string): void {
    stream.latest = event;
    if (!wanted || !event.includes(wanted.text)) return;
    wanted.times.push(clock());
    wanted.onArrival?.(index, event);
    if (wanted.times.length === count) wanted.done();
  }

  for (let opened = 0; opened < count; opened += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - opened) }, (_, i) => {
      const stream: LightStream = { latest: '' };
      streams.push(stream);
      const target = url.replace('{index}', String(opened + i));
      return openOne(target, headers, (event) => onEvent(opened + i, stream, event));
    });
    sockets.push(...(await Promise.all(batch)));
  }

  return {
    streams,
    arrivals(text, { timeoutMs = 60_000, ...options } = {}) {
      return new Promise((resolve, reject) => {
        const current: Wanted = { ...options, text, times: [], done: () => undefined };
        const late = setTimeout(() => {
          reject(new Error(`${current.times.length} of ${count} streams had ${text} after ${timeoutMs} ms`));
        }, timeoutMs);
        current.done = () => {
          clearTimeout(late);
          resolve(current.times);
        };
        wanted = current;
      });
    },
    [Symbol.dispose]() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function openOne(
  url: string,
  headers: Record<string, string>,
  onEvent: (event: string) => void,
): Promise<Socket> {
  const { hostname, port, host, pathname, search } = new URL(url);
  const lines = [`GET ${pathname}${search} HTTP/1.1`, `Host: ${host}`, 'Accept: text/event-stream'];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);

  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    let rest = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      rest += chunk;
      // The head ends with CRLF, so it is part of what comes before the first event.
      for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
        const event = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (!event.includes('data: ')) continue;
        onEvent(event);
        resolve(socket);
      }
      if (/^HTTP\/1\.1 (?!200)/.test(rest))
        reject(new Error(`The stream was refused: ${rest.slice(0, 300)}`));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The stream ended')));
  });
}
