import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Logger } from '../logging/logger.ts';
import type { AppEnv } from './router.ts';

/** One line for each request: never its headers, body or query, for that is where secrets are. */
export function requestLog(logger: Logger, now: () => number): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const started = now();
    const requestId = randomUUID();
    c.set('requestId', requestId);
    await next();
    // A stream wrote its headers long ago.
    if (!c.env?.outgoing?.headersSent) c.header('x-request-id', requestId);
    const { method, path } = c.req;
    // Not there when nobody is signed in.
    const person: { id: string } | undefined = c.get('person');
    const apiToken: { id: string } | undefined = c.get('apiToken');
    const by = { person: person?.id, apiToken: apiToken?.id };
    const line = { requestId, method, path, status: c.res.status, ms: now() - started, ...by };
    if (c.res.status >= 500) logger.warn(line, 'request');
    else if (QUIET.has(path)) logger.trace(line, 'request');
    else logger.debug(line, 'request');
  };
}

const QUIET = new Set(['/healthz', '/readyz', '/metrics']);
