import type {
  HttpRequest,
  HttpResponse,
  Platform,
  StreamHandlers,
  StreamRequest,
} from '@signalbox/core/sync';

/** The longest that setTimeout can wait; anything above would fire at once. */
const MAX_TIMER_MS = 2_147_483_647;
/** Browsers let a page that is being left send no more than 64 KiB. */
const MAX_KEEPALIVE_LENGTH = 60_000;

/** The browser's clock and network. */
export const browserPlatform: Platform = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimer(callback, ms) {
    const timer = setTimeout(callback, Math.min(Math.max(ms, 0), MAX_TIMER_MS) || 0);
    return { cancel: () => clearTimeout(timer) };
  },
  request,
  openStream,
};

async function request({ method, url, headers, body, timeoutMs }: HttpRequest): Promise<HttpResponse> {
  const response = await fetch(url, {
    method,
    headers,
    body: body ?? null,
    signal: AbortSignal.timeout(timeoutMs),
    cache: 'no-store',
    credentials: 'omit',
    // Exposures arrive although the page is being left.
    keepalive: body !== undefined && body.length < MAX_KEEPALIVE_LENGTH,
  });
  return {
    status: response.status,
    header: (name) => response.headers.get(name),
    text: await response.text(),
  };
}

/** The connection above decides when to try again, so EventSource's own reconnecting is cut off. */
function openStream({ url, events }: StreamRequest, { onEvent, onEnd }: StreamHandlers): { close(): void } {
  try {
    const source = new EventSource(url);
    source.addEventListener('error', () => {
      source.close();
      onEnd({});
    });
    for (const name of events) {
      source.addEventListener(name, (event: MessageEvent<string>) => onEvent(name, event.data));
    }
    return source;
  } catch {
    // No EventSource here, or not an address. Reported later, and not from within this call.
    const timer = setTimeout(onEnd, 0, {});
    return { close: () => clearTimeout(timer) };
  }
}
