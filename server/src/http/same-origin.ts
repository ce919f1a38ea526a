import type { MiddlewareHandler } from 'hono';
import { bearsApiToken } from './bearer.ts';
import { refuse } from './problem.ts';
import type { AppEnv } from './router.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site makes a signed-in browser send. Browsers put the page's own origin on every request
 * that changes something, and no page can forge it; nor can it forge Host. Nor can it make a browser send a token:
 * who has one to send is no page of another site.
 */
export function requireSameOrigin(publicUrl: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (SAFE_METHODS.has(c.req.method) || bearsApiToken(c)) return next();
    const origin = c.req.header('origin');
    if (origin === undefined || !ownOrigins(c.req.raw, publicUrl).includes(origin)) {
      throw refuse(
        403,
        'cross_site',
        `Changes must come from this server's own pages. Scripts send an API token, or the header Origin: ${publicUrl}.`,
      );
    }
    return next();
  };
}

/** The origins under which this server is being reached: the configured one and the request's own. */
export function ownOrigins(request: Request, publicUrl: string): string[] {
  const host = request.headers.get('host') ?? new URL(request.url).host;
  return [publicUrl, `http://${host}`, `https://${host}`];
}
