import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { AppEnv } from '../http/router.ts';
import type { Monitor } from './monitor.ts';

/** Anybody may send any method: the rest is one. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts requests by the route that answered, and how long until the answer began. */
export function measureRequests(monitor: Monitor): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const began = performance.now();
    await next();
    const seconds = (performance.now() - began) / 1_000;
    const method = METHODS.has(c.req.method) ? c.req.method : 'other';
    const wanted = method === 'HEAD' ? 'GET' : method;
    // Middleware stands on all methods: the first on this one is what answers. It may have been kept from it.
    const route = matchedRoutes(c).find((candidate) => candidate.method === wanted);
    monitor.requested({ method, route: route?.path ?? 'none', status: c.res.status }, seconds);
  };
}
