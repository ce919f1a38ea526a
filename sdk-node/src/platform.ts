import { randomUUID } from 'node:crypto';
import { RULESET_PATH, STREAM_PATH, type CheckedOptions, type Platform } from '@signalbox/core/sync';
import { ENCODINGS, readText, sendRequest } from './http.ts';
import { retryAfterMs } from './retry-after.ts';
import { openStream } from './stream.ts';
import { VERSION } from './version.ts';

const MAX_BACKOFF_MS = 30_000;
/** The longest that setTimeout can wait; anything above would fire at once. */
const MAX_TIMER_MS = 2_147_483_647;
const ANSWER_TIMEOUT_MS = 10_000;
/** From then on: a big ruleset may have a slow way. */
const BODY_TIMEOUT_MS = 120_000;

/**
 * Node's clock and network, none of which keeps the process alive.
 * @param isPublic whether the SDK key is a client-side key, which stands in the URL as it does in pages
 */
export function nodePlatform(options: CheckedOptions, isPublic: boolean): Platform {
  const { url, sdkKey } = options;
  const instance = randomUUID();
  const authorization: Record<string, string> = isPublic ? {} : { authorization: `Bearer ${sdkKey}` };
  const key = isPublic ? { key: sdkKey } : {};
  const self = {
    instance,
    sdk: `node/${VERSION}`,
    application: options.application || process.env['npm_package_name'],
    applicationVersion: options.applicationVersion || process.env['npm_package_version'],
  };

  return {
    instance,
    maxBackoffMs: MAX_BACKOFF_MS,
    now: Date.now,
    random: Math.random,
    setTimer(callback, ms) {
      const timer = setTimeout(callback, Math.min(Math.max(ms, 0), MAX_TIMER_MS) || 0).unref();
      return () => clearTimeout(timer);
    },
    async request({ path, body, etag }) {
      // Who polls with a secret key says who it is: operators see it, though it has no stream.
      const introduction =
        path === RULESET_PATH && !isPublic ? { ...self, poll: String(options.pollIntervalMs) } : {};
      const timeout = new AbortController();
      const end = (): void => timeout.abort();
      let timer = setTimeout(end, ANSWER_TIMEOUT_MS).unref();
      try {
        const response = await sendRequest({
          method: body === undefined ? 'GET' : 'POST',
          url: url + path + queryOf({ ...introduction, ...key }),
          headers: {
            ...authorization,
            ...(body === undefined
              ? { 'accept-encoding': ENCODINGS }
              : { 'content-type': 'application/json' }),
            ...(etag !== undefined && { 'if-none-match': etag }),
          },
          body,
          signal: timeout.signal,
        });
        clearTimeout(timer);
        timer = setTimeout(end, BODY_TIMEOUT_MS).unref();
        const { statusCode: status = 0, headers } = response;
        return {
          status,
          text: await readText(response),
          retryAfterMs: retryAfterMs(headers['retry-after'], Date.now()),
        };
      } catch (error) {
        throw timeout.signal.aborted ? new Error('no answer in time', { cause: error }) : error;
      } finally {
        clearTimeout(timer);
      }
    },
    openStream: (since, onMessage, onEnd) =>
      openStream({
        url: url + STREAM_PATH + queryOf({ ...self, since, ...key }),
        headers: authorization,
        onMessage,
        onEnd,
      }),
  };
}

function queryOf(values: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value);
  return query.size > 0 ? `?${query.toString()}` : '';
}
