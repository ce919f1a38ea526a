import type { Context } from 'hono';
import type { AppEnv } from '../http/router.ts';

/**
 * Where a request comes from. Of X-Forwarded-For only what our own proxies appended counts:
 * everything left of that was written by whoever sent the request.
 */
export function clientAddress(c: Context<AppEnv>, trustedProxies: number): string {
  const direct = c.env?.incoming?.socket.remoteAddress ?? '127.0.0.1';
  if (trustedProxies === 0) return direct;
  const hops = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  return hops.at(-trustedProxies) ?? direct;
}
