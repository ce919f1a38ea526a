import { EVENTS_PATH, GOODBYE_PATH, RECEIPTS_PATH, RULESET_PATH, STREAM_PATH } from '@signalbox/core/sync';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { EXPLAIN_PATH } from '../explain/schema.ts';
import type { Fleet } from '../fleet/index.ts';
import { limitBody } from '../http/body-limit.ts';
import { notFound } from '../http/problem.ts';
import { LIMITS } from '../http/schema.ts';
import type { Monitor } from '../monitoring/index.ts';
import type { Store } from '../store/store.ts';
import { createAdmission } from './admission.ts';
import { authenticate } from './authenticate.ts';
import { cors } from './cors.ts';
import { takeEvents } from './events-route.ts';
import { explainFlag } from './explain-route.ts';
import { takeGoodbye } from './goodbye-route.ts';
import type { LiveRulesets } from './live-rulesets.ts';
import { DELIVERY_LIMITS, type DeliveryLimits } from './limits.ts';
import { takeReceipt } from './receipts-route.ts';
import { createRecovery } from './recover-epoch.ts';
import { getRuleset } from './ruleset-route.ts';
import type { SdkEnv } from './sdk-env.ts';
import { createSdkKeys, type SdkKeys } from './sdk-keys.ts';
import { openStream } from './stream-route.ts';
import { createStreams, type Streams } from './streams.ts';

const RECEIPT_BYTES = 4 * 1024;
const EVENTS_BYTES = 512 * 1024;

export interface SdkRoutesDeps {
  store: Store;
  live: LiveRulesets;
  fleet: Fleet;
  now: () => number;
  logger: Pick<Logger, 'info' | 'warn'>;
  heartbeatMs: number;
  /** Told of what happens; nobody is when absent. */
  monitor?: Monitor;
  /** How long a stream may read nothing before it is cut; 30 s when absent. */
  stalledMs?: number;
  /** DELIVERY_LIMITS where absent. */
  limits?: Partial<DeliveryLimits>;
}

/** What SDKs talk to. Streams outlive their requests, so there is something to close. */
export interface SdkApi {
  routes: Hono<SdkEnv>;
  /** For other protocols over the same keys and streams. */
  keys: SdkKeys;
  streams: Streams;
  /** Ends all streams; to be called before the HTTP server and the store are closed. */
  close(): Promise<void>;
}

export function sdkRoutes(deps: SdkRoutesDeps): SdkApi {
  const { live, fleet } = deps;
  const limits = { ...DELIVERY_LIMITS, ...deps.limits };
  const keys = createSdkKeys(deps);
  const recover = createRecovery(deps);
  // Before the streams, so that a revision is known by the time its first receipt comes.
  const stopListening = live.onAdopted((ruleset) => {
    const { position, digest } = ruleset.view('server');
    fleet.committed(ruleset.project, ruleset.environment, { ...position, digest, at: ruleset.committedAt });
  });
  const streams = createStreams({ stalledMs: 30_000, ...deps, ...limits, keys, recover });
  const admission = createAdmission(limits.snapshotRate, deps.now, Math.random);

  const routes = new Hono<SdkEnv>();
  routes.use('/sdk/*', cors);
  routes.use('/sdk/v1/*', authenticate(keys));
  routes.get(RULESET_PATH, getRuleset({ live, fleet, recover, admission }));
  routes.get(STREAM_PATH, openStream({ live, streams }));
  routes.post(RECEIPTS_PATH, limitBody(RECEIPT_BYTES), takeReceipt(deps));
  routes.post(GOODBYE_PATH, limitBody(RECEIPT_BYTES), takeGoodbye(deps));
  routes.post(EVENTS_PATH, limitBody(EVENTS_BYTES), takeEvents(deps));
  routes.post(EXPLAIN_PATH, limitBody(LIMITS.contextBytes), explainFlag(deps));
  routes.all('/sdk/*', (c) => {
    throw notFound('address', `${c.req.method} ${c.req.path}`);
  });

  return {
    routes,
    keys,
    streams,
    async close() {
      stopListening();
      await streams.close();
      await keys.close();
    },
  };
}
