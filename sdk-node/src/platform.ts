import type { HttpRequest, HttpResponse, Platform } from '@signalbox/core/sync';
import { readText, sendRequest } from './http.ts';
import { openStream } from './stream.ts';

/** The longest that setTimeout can wait; anything above would fire at once. */
const MAX_TIMER_MS = 2_147_483_647;

/** Node's clock and network, none of which keeps the process alive. */
export const nodePlatform: Platform = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimer(callback, ms) {
    const timer = setTimeout(callback, Math.min(Math.max(ms, 0), MAX_TIMER_MS) || 0).unref();
    return { cancel: () => clearTimeout(timer) };
  },
  request,
  openStream,
};

async function request({ method, url, headers, body, timeoutMs }: HttpRequest): Promise<HttpResponse> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutMs).unref();
  try {
    const accepting = method === 'GET' ? { ...headers, 'accept-encoding': 'gzip' } : headers;
    const response = await sendRequest({ method, url, headers: accepting, body, signal: timeout.signal });
    return {
      status: response.statusCode ?? 0,
      header: (name) => response.headers[name]?.toString() ?? null,
      text: await readText(response),
    };
  } catch (error) {
    throw timeout.signal.aborted ? new Error(`no answer within ${timeoutMs} ms`, { cause: error }) : error;
  } finally {
    clearTimeout(timer);
  }
}
