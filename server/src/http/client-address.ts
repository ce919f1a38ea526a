import type { HttpBindings } from '@hono/node-server';

/** As much of a context as is needed here, whatever else a route keeps in its own. */
interface AnyContext {
  env?: Partial<HttpBindings>;
  req: { header(name: string): string | undefined };
}

/**
 * Where a request comes from. Of X-Forwarded-For only what our own proxies appended counts:
 * everything left of that was written by whoever sent the request.
 */
export function clientAddress(c: AnyContext, trustedProxies: number): string {
  const direct = c.env?.incoming?.socket.remoteAddress ?? '127.0.0.1';
  if (trustedProxies === 0) return direct;
  const hops = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  return hops.at(-trustedProxies) ?? direct;
}
