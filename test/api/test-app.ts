import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../server/src/app.ts';
import { createAuth, type Auth } from '../../server/src/auth/index.ts';
import { createLiveRulesets } from '../../server/src/delivery/index.ts';
import { sdkRoutes } from '../../server/src/delivery/routes.ts';
import { createFleet } from '../../server/src/fleet/index.ts';
import { ownOrigins } from '../../server/src/http/same-origin.ts';
import type { Problem } from '../../server/src/http/schema.ts';
import { createReadiness, type Readiness } from '../../server/src/health/readiness.ts';
import { createLogger } from '../../server/src/logging/logger.ts';
import type { MetricsAccess } from '../../server/src/monitoring/access.ts';
import { createMonitoring, type Monitor } from '../../server/src/monitoring/index.ts';
import { ROLES, type Role } from '../../server/src/people/schema.ts';
import { ofrepRoutes } from '../../server/src/ofrep/routes.ts';
import { createProbe } from '../../server/src/probe/index.ts';
import { openStore, type Store } from '../../server/src/store/index.ts';

export const URL = 'http://localhost:4000';
export const PASSWORD = 'correct horse battery staple';

export interface Call {
  /** Whose session goes with it; nobody's when absent. */
  as?: Role | undefined;
  /** An API token of the admin with this role, in place of a session. */
  token?: Role | undefined;
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  text?: string;
  ifMatch?: number | undefined;
  headers?: Record<string, string>;
  /** Removes a header that is sent otherwise. */
  without?: string;
}

export interface Answer<Body> {
  status: number;
  headers: Headers;
  text: string;
  body: Body;
}

/** The whole server but for its socket, over a real database, with one person for each role. */
export interface TestApp extends AsyncDisposable {
  app: ReturnType<typeof createApp>;
  store: Store;
  auth: Auth;
  readiness: Readiness;
  monitor: Monitor;
  /** Everything that was logged so far. */
  log(): string;
  cookies: Record<Role, string>;
  /** `call('PUT /api/v1/…', { as: 'editor', body })` */
  /** An answer is read as a refusal unless the test says what else it is. */
  call<Body = Problem>(request: string, call?: Call): Promise<Answer<Body>>;
  /** All that the projects hold, and how long their logs are: to compare before and after. */
  state(): Promise<unknown>;
}

export interface TestAppOptions {
  /** Only these people; creating one takes a while. */
  roles?: readonly Role[];
  now?: () => number;
  trustedProxies?: number;
  url?: string;
  pagesFolder?: string;
  logLevel?: string;
  /** Who may read the metrics; anybody when absent. */
  metricsAccess?: MetricsAccess;
  /** A Postgres to share; an SQLite file of its own when absent. */
  databaseUrl?: string;
}

export async function openApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { now = Date.now, trustedProxies = 0, url = URL, logLevel = 'trace' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-api-'));
  const store = await openStore(options.databaseUrl ?? `sqlite:${join(folder, 'signalbox.db')}`, { now });
  await store.migrate();

  const lines: string[] = [];
  const logger = createLogger(logLevel, { write: (line) => void lines.push(line) });
  const auth = createAuth({
    adapter: store.authAdapter,
    secret: 'a secret that only tests use, 32 characters',
    url,
    logger,
    trustedOrigins: (request) => ownOrigins(request, url),
  });
  const live = createLiveRulesets({ store, logger });
  const fleet = createFleet({ now });
  const sdk = sdkRoutes({ store, live, fleet, now, logger, heartbeatMs: 15_000 });
  const ofrep = ofrepRoutes({ store, live, sdk, now, logger, trustedProxies });
  const build = { version: '0.0.0', commit: null, builtAt: null };
  const monitoring = createMonitoring(build);
  const readiness = createReadiness({ store, logger });
  const probe = createProbe({ store, url: undefined, everyMs: 1_000, now, logger });
  const pagesFolder = options.pagesFolder ?? join(folder, 'no-pages');
  const app = createApp({
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
    metricsAccess: options.metricsAccess ?? 'open',
    probe,
    url,
    trustedProxies,
    pagesFolder,
  });

  const cookies: Record<Role, string> = { viewer: '', editor: '', operator: '', admin: '' };
  for (const role of options.roles ?? ROLES) cookies[role] = await signInAs(auth, role, url);

  const tokens = new Map<Role, string>();
  const tokenOf = async (role: Role): Promise<string> => {
    const known = tokens.get(role);
    if (known !== undefined) return known;
    const body = { name: `the ${role}'s`, role };
    const { token } = (await call<{ token: string }>('POST /api/v1/api-tokens', { as: 'admin', body })).body;
    tokens.set(role, token);
    return token;
  };

  const call = async <Body>(request: string, how: Call = {}): Promise<Answer<Body>> => {
    const [method = 'GET', path = '/'] = request.split(' ');
    const headers = headersFor(how, url, how.as && cookies[how.as]);
    if (how.token) {
      // As a script sends it: from no page.
      headers.delete('origin');
      headers.set('authorization', `Bearer ${await tokenOf(how.token)}`);
    }
    const body = how.text ?? (how.body === undefined ? undefined : JSON.stringify(how.body));
    const response = await app.request(path, { method, headers, ...(body !== undefined && { body }) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) as Body };
  };

  return {
    app,
    store,
    auth,
    readiness,
    monitor: monitoring.monitor,
    cookies,
    log: () => lines.join(''),
    call,
    state: () => readState(store),
    async [Symbol.asyncDispose]() {
      await sdk.close();
      await ofrep.close();
      live.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function headersFor(how: Call, url: string, cookie: string | undefined): Headers {
  const headers = new Headers({
    origin: url,
    ...((how.body !== undefined || how.text !== undefined) && { 'content-type': 'application/json' }),
    ...(cookie && { cookie }),
    ...(how.ifMatch !== undefined && { 'if-match': `"${how.ifMatch}"` }),
    ...how.headers,
  });
  if (how.without) headers.delete(how.without);
  return headers;
}

async function signInAs(auth: Auth, role: Role, url: string): Promise<string> {
  const email = `${role}@example.com`;
  await auth.createPerson({
    name: `The ${role}`,
    email,
    role,
    password: PASSWORD,
    mustChangePassword: false,
  });
  const response = await auth.handle(
    new Request(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      // Each from an address of its own: attempts are counted.
      headers: {
        'content-type': 'application/json',
        origin: url,
        'x-signalbox-client-address': `192.0.2.${ROLES.indexOf(role)}`,
      },
      body: JSON.stringify({ email, password: PASSWORD }),
    }),
  );
  if (!response.ok)
    throw new Error(`The ${role} cannot sign in: ${response.status} ${await response.text()}`);
  return cookieFrom(response.headers);
}

export function cookieFrom(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readState(store: Store): Promise<unknown> {
  const projects = await store.projects();
  return Promise.all(
    projects.map(async (project) => {
      const environments = await store.environments(project.key);
      return {
        // Its sequence counts the log's entries.
        project,
        environments,
        flags: await store.flags(project.key),
        segments: await Promise.all(environments.map(({ key }) => store.segments(project.key, key))),
        sdkKeys: await Promise.all(environments.map(({ key }) => store.sdkKeys(project.key, key))),
        newest: await store.changes(project.key, { limit: 1 }),
      };
    }),
  );
}
