import { Hono } from 'hono';
import { compress } from 'hono/compress';
import {
  authenticate,
  cors,
  openStream,
  type LiveRulesets,
  type SdkEnv,
  type SdkKeys,
  type Streams,
} from '../delivery/index.ts';
import { limitBody } from '../http/body-limit.ts';
import { notFound } from '../http/problem.ts';
import { LIMITS } from '../http/schema.ts';
import type { Logger } from '../logging/logger.ts';
import type { Store } from '../store/store.ts';
import { createCompiler } from './compile.ts';
import { ofrepErrors } from './errors.ts';
import { evaluateAll } from './evaluate-all.ts';
import { evaluateOne } from './evaluate-one.ts';
import { createExposureCounts } from './exposure-counts.ts';
import { limitRate } from './rate-limit.ts';
import { REFETCH_PROTOCOL } from './refetch-protocol.ts';
import { FLAGS_PATH, STREAM_PATH } from './schema.ts';

export interface OfrepRoutesDeps {
  store: Store;
  live: LiveRulesets;
  /** The SDK API's: one set of keys and of streams for both. */
  sdk: { keys: SdkKeys; streams: Streams };
  now: () => number;
  logger: Pick<Logger, 'warn' | 'error'>;
  trustedProxies: number;
  /** Requests of one client-side key from one address; 6,000 when absent. */
  requestsPerMinute?: number;
  /** How long an answer waits to be as new as the event that made the client ask; a second when absent. */
  freshWithinMs?: number;
}

/** What OpenFeature's OFREP providers talk to. */
export interface OfrepApi {
  routes: Hono<SdkEnv>;
  /** Writes the last counts down; to be called once no request is under way, before the store is closed. */
  close(): Promise<void>;
}

export function ofrepRoutes(deps: OfrepRoutesDeps): OfrepApi {
  const { live, logger, now, sdk, trustedProxies, requestsPerMinute = 6_000, freshWithinMs = 1_000 } = deps;
  const exposures = createExposureCounts(deps);
  const evaluation = { live, compile: createCompiler(), exposures, freshWithinMs };
  const rate = limitRate({ now, trustedProxies, perMinute: requestsPerMinute });
  const size = limitBody(LIMITS.contextBytes);

  const routes = new Hono<SdkEnv>();
  routes.onError(ofrepErrors(logger));
  routes.use('/ofrep/*', cors);
  routes.use('/ofrep/v1/*', authenticate(sdk.keys, 'x-api-key'));
  routes.post(FLAGS_PATH, rate, size, compress(), evaluateAll(evaluation));
  routes.post(`${FLAGS_PATH}/:key`, rate, size, evaluateOne(evaluation));
  routes.get(STREAM_PATH, openStream({ live, streams: sdk.streams, protocol: REFETCH_PROTOCOL }));
  routes.all('/ofrep/*', (c) => {
    throw notFound('address', `${c.req.method} ${c.req.path}`);
  });

  return { routes, close: () => exposures.close() };
}
