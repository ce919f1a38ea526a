import type { MiddlewareHandler } from 'hono';
import type { SdkEnv } from '../delivery/index.ts';
import { clientAddress } from '../http/client-address.ts';
import { createMinuteCounts } from '../http/minute-counts.ts';
import { refuse } from '../http/problem.ts';

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
  const requests = createMinuteCounts(now);

  return async (c, next) => {
    const { id, kind } = c.get('sdkKey');
    if (kind === 'server') return next();
    if (requests.add(`${id} ${clientAddress(c, trustedProxies)}`) > perMinute) {
      const retryAfterSeconds = requests.secondsLeft();
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
