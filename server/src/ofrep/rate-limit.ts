import type { MiddlewareHandler } from 'hono';
import type { SdkEnv } from '../delivery/index.ts';
import { clientAddress } from '../http/client-address.ts';
import { refuse } from '../http/problem.ts';

const MINUTE_MS = 60_000;
/** Further callers of a minute are not counted: a bound for memory. */
const MAX_CALLERS = 100_000;

export interface RateLimitOptions {
  now: () => number;
  trustedProxies: number;
  perMinute: number;
}

/**
 * Holds back a page that has run wild. A client-side key is public, so each address that uses it is counted for itself;
 * who holds a server-side key may ask as often as it likes.
 */
export function limitRate({ now, trustedProxies, perMinute }: RateLimitOptions): MiddlewareHandler<SdkEnv> {
  let minute = 0;
  let counts = new Map<string, number>();

  return async (c, next) => {
    const { id, kind } = c.get('sdkKey');
    if (kind === 'server') return next();
    const time = now();
    if (time - minute >= MINUTE_MS) {
      minute = time - (time % MINUTE_MS);
      counts = new Map();
    }
    const caller = `${id} ${clientAddress(c, trustedProxies)}`;
    const count = (counts.get(caller) ?? 0) + 1;
    if (count > 1 || counts.size < MAX_CALLERS) counts.set(caller, count);
    if (count > perMinute) {
      const retryAfterSeconds = Math.max(1, Math.ceil((minute + MINUTE_MS - time) / 1_000));
      throw refuse(
        429,
        'too_many_requests',
        `More than ${perMinute} requests in a minute with this key. Ask again in ${retryAfterSeconds} s.`,
        { retryAfterSeconds },
      );
    }
    return next();
  };
}
