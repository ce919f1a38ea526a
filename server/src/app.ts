import { createApiTokens } from './api-tokens/index.ts';
import { apiTokenRoutes } from './api-tokens/routes.ts';
import type { Auth } from './auth/index.ts';
import { authRoutes } from './auth/routes.ts';
import { sessionRoutes } from './auth/session-routes.ts';
import { changeRoutes } from './changes/routes.ts';
import type { LiveRulesets } from './delivery/index.ts';
import type { SdkApi } from './delivery/routes.ts';
import { environmentRoutes } from './environments/routes.ts';
import { explainRoutes } from './explain/routes.ts';
import { exposureRoutes } from './exposures/routes.ts';
import type { Fleet } from './fleet/index.ts';
import { fleetRoutes } from './fleet/routes.ts';
import { archiveRoutes } from './flags/archive-routes.ts';
import { flagConfigRoutes } from './flags/config-routes.ts';
import { killRoutes } from './flags/kill-routes.ts';
import { flagRoutes } from './flags/routes.ts';
import type { BuildInfo } from './health/build-info.ts';
import type { Readiness } from './health/readiness.ts';
import { healthRoutes } from './health/routes.ts';
import { readAccess, requireAccess, type AccessTable } from './auth/access.ts';
import { limitBody } from './http/body-limit.ts';
import { notStored, pageHeaders } from './http/headers.ts';
import { onError } from './http/on-error.ts';
import { documentInfo, documentRefusals } from './http/openapi.ts';
import { requestLog } from './http/request-log.ts';
import { createRouter } from './http/router.ts';
import { LIMITS } from './http/schema.ts';
import { requireSameOrigin } from './http/same-origin.ts';
import { staticPages } from './http/static-pages.ts';
import type { Logger } from './logging/logger.ts';
import { describeOfrep } from './ofrep/describe.ts';
import type { OfrepApi } from './ofrep/routes.ts';
import { metricRoutes } from './metrics/routes.ts';
import type { MetricsAccess } from './monitoring/access.ts';
import { measureRequests, type Monitoring } from './monitoring/index.ts';
import { monitoringRoutes } from './monitoring/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { prerequisiteRoutes } from './prerequisites/routes.ts';
import type { Probe } from './probe/index.ts';
import { probeRoutes } from './probe/routes.ts';
import { projectRoutes } from './projects/routes.ts';
import { sdkKeyRoutes } from './sdk-keys/routes.ts';
import { segmentRoutes } from './segments/routes.ts';
import type { Store } from './store/store.ts';
import { clauseSchema } from './targeting/schema.ts';

export interface AppDeps {
  store: Store;
  auth: Auth;
  live: LiveRulesets;
  fleet: Fleet;
  sdk: SdkApi;
  ofrep: OfrepApi;
  logger: Logger;
  now: () => number;
  build: BuildInfo;
  readiness: Readiness;
  monitoring: Monitoring;
  metricsAccess: MetricsAccess;
  probe: Pick<Probe, 'propagation'>;
  /** Where people reach the server. */
  url: string;
  trustedProxies: number;
  /** The built admin UI. */
  pagesFolder: string;
}

/** The routes of the admin API. Their types are what the admin UI's client is made from. */
function apiRoutes(deps: AppDeps) {
  return createRouter()
    .route('/', sessionRoutes(deps))
    .route('/', peopleRoutes(deps))
    .route('/', apiTokenRoutes(deps))
    .route('/', projectRoutes(deps))
    .route('/', environmentRoutes(deps))
    .route('/', flagRoutes(deps))
    .route('/', archiveRoutes(deps))
    .route('/', flagConfigRoutes(deps))
    .route('/', killRoutes(deps))
    .route('/', prerequisiteRoutes(deps))
    .route('/', explainRoutes(deps))
    .route('/', exposureRoutes(deps))
    .route('/', metricRoutes(deps))
    .route('/', segmentRoutes(deps))
    .route('/', sdkKeyRoutes(deps))
    .route('/', fleetRoutes(deps))
    .route('/', changeRoutes(deps))
    .route('/', probeRoutes(deps))
    .route('/', healthRoutes(deps));
}

export type AppType = ReturnType<typeof apiRoutes>;

/** Puts the server together: everything that it needs comes in as an argument. */
export function createApp(deps: AppDeps) {
  const { build, logger, now, url } = deps;
  const app = createRouter();
  let access: AccessTable = new Map();

  app.onError(onError(logger));
  app.use(requestLog(logger, now));
  app.use(measureRequests(deps.monitoring.monitor));
  app.route('/', deps.sdk.routes);
  app.route('/', deps.ofrep.routes);

  app.use(pageHeaders(url));
  app.use('/api/*', notStored, requireSameOrigin(url), limitBody(LIMITS.bodyBytes));
  app.use('/api/v1/*', requireAccess({ ...deps, apiTokens: createApiTokens(deps), table: () => access }));
  app.route('/', authRoutes(deps));
  app.route('/', apiRoutes(deps));
  app.route('/', monitoringRoutes(deps));

  access = readAccess(app);
  documentRefusals(app);
  // Conditions refer to it by its name.
  app.openAPIRegistry.register('Clause', clauseSchema);
  describeOfrep(app.openAPIRegistry);
  app.doc31('/openapi.json', documentInfo(build.version, url));
  app.route('/', staticPages(deps.pagesFolder));
  return app;
}
