import type { Platform } from './platform.ts';

const TIMEOUT_MS = 10_000;

/** Posts JSON to the server. Resolves to the HTTP status, or undefined without an answer; never rejects. */
export type Post = (path: string, body: object) => Promise<number | undefined>;

export function post(platform: Platform, url: string, sdkKey: string, publicKey: boolean): Post {
  const query = publicKey ? `?key=${encodeURIComponent(sdkKey)}` : '';
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...(publicKey ? {} : { authorization: `Bearer ${sdkKey}` }),
  };
  return async (path, body) => {
    try {
      const response = await platform.request({
        method: 'POST',
        url: url.replace(/\/+$/, '') + path + query,
        headers,
        body: JSON.stringify(body),
        timeoutMs: TIMEOUT_MS,
      });
      return response.status;
    } catch {
      return undefined;
    }
  };
}
