import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

import { createLiveRulesets } from '../../server/src/delivery/index.ts';
import type { DeliveryLimits } from '../../server/src/delivery/limits.ts';
import { sdkRoutes, type SdkRoutesDeps } from '../../server/src/delivery/routes.ts';
import { createFleet, type Fleet } from '../../server/src/fleet/index.ts';
import { onError } from '../../server/src/http/on-error.ts';
import type { AppEnv } from '../../server/src/http/router.ts';
import { createLogger } from '../../server/src/logging/logger.ts';
import { ofrepRoutes, type OfrepRoutesDeps } from '../../server/src/ofrep/routes.ts';
import { openStore } from '../../server/src/store/index.ts';
import type { SdkKey } from '../../server/src/store/model.ts';
import type { Store } from '../../server/src/store/store.ts';
import { ada, createShop } from '../store/shop.ts';

export const SERVER_KEY = `sbx_server_${'s'.repeat(36)}`;
export const CLIENT_KEY = `sbx_client_${'c'.repeat(36)}`;
export const OTHER_KEY = `sbx_server_${'o'.repeat(36)}`;

/** A server with an empty shop, of which SERVER_KEY and CLIENT_KEY open production and OTHER_KEY development. */
export interface TestServer extends AsyncDisposable {
  url: string;
  /** Asks without a socket in between. */
  request(path: string, init?: RequestInit): Promise<Response>;
  store: Store;
  fleet: Fleet;
  /** Connections that are open now, as the server sees it. */
  openConnections(): Promise<number>;
  /** Ends the streams as a shutdown does. */
  endStreams(): Promise<void>;
  /** Writes down what was evaluated through OFREP, as a shutdown does. */
  writeCounts(): Promise<void>;
}

export interface TestServerOptions extends Partial<
  DeliveryLimits &
    Pick<SdkRoutesDeps, 'heartbeatMs' | 'stalledMs' | 'monitor'> &
    Pick<OfrepRoutesDeps, 'requestsPerMinute' | 'trustedProxies' | 'freshWithinMs'>
> {
  /** Changes what the delivery sees of the store. */
  wrapStore?: (store: Store) => Store;
  now?: () => number;
}

export async function startServer({
  wrapStore,
  now = Date.now,
  ...options
}: TestServerOptions = {}): Promise<TestServer> {
  const store = await openStore('sqlite::memory:', { now });
  await store.migrate();
  await store.commit(createShop, ada);
  await createKey(store, 'server', 'production', SERVER_KEY);
  await createKey(store, 'client', 'production', CLIENT_KEY);
  await createKey(store, 'server', 'development', OTHER_KEY);

  const seen = wrapStore?.(store) ?? store;
  const logger = createLogger('silent');
  const fleet = createFleet({ now });
  const live = createLiveRulesets({ store: seen, logger });
  const api = sdkRoutes({
    heartbeatMs: 60_000,
    ...options,
    limits: options,
    store: seen,
    live,
    fleet,
    now,
    logger,
  });
  const ofrep = ofrepRoutes({
    trustedProxies: 0,
    freshWithinMs: 30_000,
    ...options,
    store: seen,
    live,
    sdk: api,
    now,
    logger,
  });
  const app = new Hono<AppEnv>().route('/', api.routes).route('/', ofrep.routes).onError(onError(logger));
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));

  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    request: async (path, init) => app.request(path, init),
    store,
    fleet,
    openConnections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    endStreams: () => api.close(),
    writeCounts: () => ofrep.close(),
    async [Symbol.asyncDispose]() {
      await api.close();
      await ofrep.close();
      live.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    },
  };
}

export async function createKey(
  store: Store,
  kind: SdkKey['kind'],
  environment: string,
  sdkKey: string,
): Promise<void> {
  await writeKey(store, kind, environment, sdkKey, null);
}

export async function revokeKey(
  store: Store,
  kind: SdkKey['kind'],
  environment: string,
  sdkKey: string,
): Promise<void> {
  await writeKey(store, kind, environment, sdkKey, Date.now());
}

async function writeKey(
  store: Store,
  kind: SdkKey['kind'],
  environment: string,
  sdkKey: string,
  revokedAt: number | null,
): Promise<void> {
  const hash = createHash('sha256').update(sdkKey).digest('hex');
  const value = { kind, name: `Key of ${environment}`, prefix: sdkKey.slice(0, 15), hash, revokedAt };
  await store.commit(
    {
      project: 'shop',
      action: revokedAt === null ? 'sdkKey.create' : 'sdkKey.revoke',
      environment,
      comment: '',
      writes: [{ type: 'sdkKey', id: `key-${hash.slice(0, 8)}`, environment, value }],
    },
    ada,
  );
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The test server has no port');
  return address.port;
}
