import type { MiddlewareHandler } from 'hono';
import type { SdkKey } from '../store/model.ts';
import type { SdkEnv } from './sdk-env.ts';

const PREFLIGHT = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, POST',
  'access-control-allow-headers': 'authorization, x-api-key, content-type, if-none-match, last-event-id',
  // A day; browsers take less where they see fit.
  'access-control-max-age': '86400',
};

/** A page may read what a public key shows, wherever it is served from. A secret key has no business in a page. */
export function corsHeaders(kind: SdkKey['kind'] | undefined): Record<string, string> {
  if (kind === 'server') return {};
  return { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'etag, retry-after' };
}

/** Answers preflights and marks every answer, refusals too: a page must be able to read why. */
export const cors: MiddlewareHandler<SdkEnv> = async (c, next) => {
  if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: PREFLIGHT });
  await next();
  // A stream wrote its headers itself.
  if (c.env?.outgoing?.headersSent) return undefined;
  // Unset where nobody was let in.
  const key: SdkKey | undefined = c.get('sdkKey');
  for (const [name, value] of Object.entries(corsHeaders(key?.kind))) c.header(name, value);
  if (c.res.status === 401) c.header('www-authenticate', 'Bearer');
  return undefined;
};
