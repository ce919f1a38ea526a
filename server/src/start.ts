import { createServer, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import { createFirstAdmin, type FirstAdmin } from './auth/first-admin.ts';
import { createAuth } from './auth/index.ts';
import { sessionSecret } from './auth/secret.ts';
import type { Config } from './config.ts';
import { makeDataFolder } from './data-folder.ts';
import { createLiveRulesets } from './delivery/index.ts';
import { sdkRoutes } from './delivery/routes.ts';
import type { DemoKeys } from './demo/keys-file.ts';
import { seedDemo } from './demo/seed.ts';
import { createFleet } from './fleet/index.ts';
import { readBuildInfo } from './health/build-info.ts';
import { ownOrigins } from './http/same-origin.ts';
import type { Logger } from './logging/logger.ts';
import { ofrepRoutes } from './ofrep/routes.ts';
import { openStore } from './store/index.ts';

/** A server that answers. */
export interface Running {
  /** What was made just now, to be told once. */
  firstAdmin: FirstAdmin | undefined;
  demo: DemoKeys | undefined;
  /** Takes no more requests, ends the streams, lets the others finish, closes the store. */
  close(): Promise<void>;
}

const pagesFolder = join(import.meta.dirname, '../../admin-ui/dist');

/** How long requests may take to finish when the server ends. */
const GRACE_MS = 3_000;

/** Opens the store, brings it up to date and listens. */
export async function startServer(config: Config, logger: Logger): Promise<Running> {
  const dataFolder = resolve(config.dataFolder);
  await makeDataFolder(dataFolder);
  const secret = await sessionSecret(config.secret, dataFolder);
  const store = await openStore(config.databaseUrl ?? `sqlite:${join(dataFolder, 'signalbox.db')}`, {
    onError: (error) => logger.error({ err: error }, 'store'),
  });
  try {
    await store.migrate();
    const now = Date.now;
    const { url } = config;
    const auth = createAuth({
      adapter: store.authAdapter,
      secret,
      url,
      logger,
      trustedOrigins: (request) => ownOrigins(request, url),
    });
    const firstAdmin = await createFirstAdmin(auth, {
      email: config.adminEmail,
      password: config.adminPassword,
    });
    const demo = config.demo ? await seedDemo({ store, url, dataFolder }) : undefined;

    const live = createLiveRulesets({ store, logger });
    const fleet = createFleet({ now });
    const heartbeatMs = config.heartbeatSeconds * 1_000;
    const sdk = sdkRoutes({ store, live, fleet, now, logger, heartbeatMs });
    const { trustedProxies } = config;
    const ofrep = ofrepRoutes({ store, live, sdk, now, logger, trustedProxies });
    const build = readBuildInfo(config, pagesFolder);
    const app = createApp({
      ...config,
      store,
      auth,
      live,
      fleet,
      sdk,
      ofrep,
      logger,
      now,
      build,
      pagesFolder,
    });
    const server = await listen(app.fetch, config);

    return {
      firstAdmin,
      demo,
      async close() {
        const closed = stop(server);
        await sdk.close();
        await closed;
        await ofrep.close();
        live.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function listen(fetch: Parameters<typeof getRequestListener>[0], { port, host }: Config): Promise<Server> {
  const answer = getRequestListener(fetch);
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => done(server));
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((done) => {
    const late = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(late);
      done();
    });
    server.closeIdleConnections();
  });
}
