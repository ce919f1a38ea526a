import { join, resolve } from 'node:path';
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
import { createFleet, Roster } from './fleet/index.ts';
import { readBuildInfo } from './health/build-info.ts';
import { createReadiness } from './health/readiness.ts';
import { finish, listen } from './http-server.ts';
import { ownOrigins } from './http/same-origin.ts';
import type { Logger } from './logging/logger.ts';
import { createMonitoring, measureStore } from './monitoring/index.ts';
import { ofrepRoutes } from './ofrep/routes.ts';
import { createProbe } from './probe/index.ts';
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

/** Whoever ended the server kills it after ten seconds. */
const END_MS = 9_000;

/** Opens the store, brings it up to date and listens. */
export async function startServer(config: Config, logger: Logger): Promise<Running> {
  const dataFolder = resolve(config.dataFolder);
  await makeDataFolder(dataFolder);
  const secret = await sessionSecret(config.secret, dataFolder);
  const build = readBuildInfo(config, pagesFolder);
  const monitoring = createMonitoring(build);
  const { monitor } = monitoring;
  const opened = await openStore(config.databaseUrl ?? `sqlite:${join(dataFolder, 'signalbox.db')}`, {
    onError: (error) => logger.error({ err: error }, 'store'),
  });
  const store = measureStore(opened, monitor);
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
    const roster = new Roster({ store, now, logger });
    await roster.start();
    const fleet = createFleet({ now, monitor, roster });
    const heartbeatMs = config.heartbeatSeconds * 1_000;
    const limits = config.delivery;
    const sdk = sdkRoutes({ store, live, fleet, now, logger, heartbeatMs, limits, monitor });
    const { trustedProxies } = config;
    const ofrep = ofrepRoutes({ store, live, sdk, now, logger, trustedProxies });
    live.onAdopted(({ project, environment, view }) => {
      monitor.adopted(project, environment, view('server').position.revision);
    });
    const readiness = createReadiness({ store, logger });
    const everyMs = config.probeSeconds * 1_000;
    const probe = createProbe({ store, url: config.probeUrl, everyMs, now, logger, monitor });
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
      readiness,
      monitoring,
      probe,
      pagesFolder,
    });
    const server = await listen(app.fetch, config.port, config.host);
    probe.start();

    const onLate = () => logger.warn(`not everything ended within ${END_MS} ms: given up`);
    const end = async (): Promise<void> => {
      readiness.drain();
      const probed = probe.close();
      const finished = finish(server);
      await roster.ending();
      await sdk.close();
      await finished;
      await roster.close();
      await Promise.all([ofrep.close(), probed]);
      live.close();
      await store.close();
    };
    return { firstAdmin, demo, close: () => atMost(END_MS, end(), onLate) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Whatever still hangs then, such as a database that does not answer, is given up. */
async function atMost(ms: number, work: Promise<void>, onLate: () => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((done) => (timer = setTimeout(done, ms))).then(onLate);
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
