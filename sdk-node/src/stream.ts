import type { IncomingMessage } from 'node:http';
import { EventSource, type EventSourceFetchInit, type FetchLikeResponse, type ReaderLike } from 'eventsource';
import { MAX_BODY_BYTES, sendRequest } from './http.ts';
import { retryAfterMs } from './retry-after.ts';

interface StreamRequest {
  url: string;
  headers: Record<string, string>;
  onMessage: (data: string) => void;
  onEnd: (status?: number, retryAfterMs?: number) => void;
}

/**
 * Opens a stream of server-sent events; returns a function that closes it. The connection above decides when to try
 * again, so the first end of any kind is the last: it is reported once, and EventSource's own reconnecting is cut off.
 */
export function openStream({ url, headers, onMessage, onEnd }: StreamRequest): () => void {
  let refusal: { status?: number; retryAfter?: string | undefined } = {};

  async function connect(_url: string | URL, init: EventSourceFetchInit): Promise<FetchLikeResponse> {
    const response = await sendRequest({
      method: 'GET',
      url,
      headers: { ...init.headers, ...headers },
      signal: init.signal as AbortSignal,
    });
    const { statusCode: status = 0 } = response;
    if (status !== 200) refusal = { status, retryAfter: response.headers['retry-after'] };
    return toFetchResponse(url, status, response);
  }

  let source: EventSource;
  try {
    source = new EventSource(url, { fetch: connect, maxBufferSize: MAX_BODY_BYTES });
  } catch {
    // Not an address. Reported like any other end: later, and not from within this call.
    const timer = setTimeout(() => onEnd()).unref();
    return () => clearTimeout(timer);
  }

  source.addEventListener('error', () => {
    if (source.readyState !== source.CLOSED) source.close();
    onEnd(refusal.status, retryAfterMs(refusal.retryAfter, Date.now()));
  });
  for (const name of ['put', 'patch', 'heartbeat']) {
    source.addEventListener(name, ({ data }) => onMessage(String(data)));
  }
  return () => source.close();
}

/** As much of a fetch response as EventSource looks at, without the cost of web streams. */
function toFetchResponse(url: string, status: number, response: IncomingMessage): FetchLikeResponse {
  return {
    url,
    status,
    redirected: false,
    headers: { get: (name) => response.headers[name.toLowerCase()]?.toString() ?? null },
    body: { getReader: () => toReader(response) },
  };
}

function toReader(response: IncomingMessage): ReaderLike {
  const chunks: AsyncIterator<Uint8Array, undefined> = response[Symbol.asyncIterator]();
  return {
    async read() {
      const chunk = await chunks.next();
      if (chunk.done) return { done: true };
      return { done: false, value: chunk.value };
    },
    async cancel() {
      response.destroy();
    },
  };
}
