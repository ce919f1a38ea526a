import http from 'node:http';
import {
  STREAM_PATH,
  type HeartbeatPayload,
  type PatchPayload,
  type RulesetPayload,
} from '@signalbox/core/sync';

/** Whatever an event holds: its fields are there or not. */
type EventData = Partial<RulesetPayload & PatchPayload & HeartbeatPayload & { type: string }>;

/** One event of a stream, its data parsed. */
export interface StreamEvent {
  event: string;
  id: string;
  data: EventData;
}

/** A stream as raw HTTP, without an EventSource in between. */
export interface RawStream {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** All bytes so far. */
  text(): string;
  /** The next event, waited for. Rejects when the stream ends first. */
  next(): Promise<StreamEvent>;
  /** The same, as it came. */
  nextFrame(): Promise<string>;
  /** Stops reading: the bytes pile up on the way. */
  pause(): void;
  resume(): void;
  ended: Promise<void>;
  close(): void;
}

export interface StreamOptions {
  key: string;
  /** Of another stream than the SDKs'. */
  path?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
}

export async function openStream(
  url: string,
  { key, path = STREAM_PATH, query = {}, headers = {} }: StreamOptions,
): Promise<RawStream> {
  const address = `${url}${path}?${new URLSearchParams(query)}`;
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http
      .get(address, { agent: false, headers: { authorization: `Bearer ${key}`, ...headers } }, resolve)
      .once('error', reject);
  });
  return readStream(response);
}

function readStream(response: http.IncomingMessage): RawStream {
  const chunks: string[] = [];
  /** What has come of the frame that is not whole yet, in parts: putting them together each time would take for ever. */
  let parts: string[] = [];
  const frames: string[] = [];
  let wake = (): void => undefined;
  let over = false;

  function take(chunk: string): void {
    const last = parts.at(-1) ?? '';
    // The end of a frame may be cut in two.
    if (!(last.slice(-1) + chunk).includes('\n\n')) {
      parts.push(chunk);
      return;
    }
    const whole = [...parts, chunk].join('').split('\n\n');
    parts = [whole.pop() ?? ''];
    frames.push(...whole.filter((frame) => frame.includes('data: ')));
  }

  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    chunks.push(chunk);
    take(chunk);
    wake();
  });
  // A stream that is cut ends with an error; how it ends is all the same here.
  response.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => response.once('close', resolve)).then(() => {
    over = true;
    wake();
  });

  async function nextFrame(): Promise<string> {
    for (;;) {
      const frame = frames.shift();
      if (frame !== undefined) return frame;
      if (over) throw new Error('The stream ended');
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: () => chunks.join(''),
    next: async () => parseEvent(await nextFrame()),
    nextFrame,
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    ended,
    close: () => void response.destroy(),
  };
}

function parseEvent(frame: string): StreamEvent {
  const fields = new Map(
    frame.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  return {
    event: fields.get('event') ?? '',
    id: fields.get('id') ?? '',
    data: JSON.parse(fields.get('data') ?? ''),
  };
}
