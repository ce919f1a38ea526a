import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { ApiTokens, TokenBearer } from '../api-tokens/index.ts';
import { bearerOf, bearsApiToken } from '../http/bearer.ts';
import { clientAddress } from '../http/client-address.ts';
import { mayAct, ROLES, type Role } from '../people/schema.ts';
import { refuse } from '../http/problem.ts';
import type { AppEnv } from '../http/router.ts';
import type { Auth, Session } from './index.ts';

interface Access {
  /** What a route asks for: a role, or merely to be signed in. Every route of the API names it as `x-role`. */
  needed: Role | 'signed-in';
  /** Not with an API token: a route says so as `x-session-only`. */
  sessionOnly: boolean;
}

/** By `METHOD /path/:param`. */
export type AccessTable = ReadonlyMap<string, Access>;

export interface AccessDeps {
  auth: Auth;
  apiTokens: ApiTokens;
  trustedProxies: number;
  table: () => AccessTable;
}

/** Who sent a request: somebody signed in, or an API token of theirs. */
type Caller = Session & Partial<Pick<TokenBearer, 'token'>>;

/** The one place that lets anybody in. A route that names no role is refused to everyone. */
export function requireAccess({ table, ...deps }: AccessDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const caller = await callerOf(c, deps);
    c.set('person', caller.person);
    c.set('mustChangePassword', caller.mustChangePassword);
    c.set('apiToken', caller.token);
    demand(accessOf(c.req.method, matchedRoutes(c), table()), caller);
    return next();
  };
}

/** A token goes before a session: who sends one wants no more than it may do. */
async function callerOf(c: Context<AppEnv>, deps: Omit<AccessDeps, 'table'>): Promise<Caller> {
  const bearer = bearerOf(c);
  if (bearer !== undefined && bearsApiToken(c)) {
    const found = await deps.apiTokens.authenticate(bearer, clientAddress(c, deps.trustedProxies));
    return { ...found, mustChangePassword: false };
  }
  const session = await deps.auth.session(c.req.raw.headers);
  if (session) return session;
  if (bearer !== undefined) {
    throw refuse(401, 'unknown_api_token', 'This is not an API token: they begin with "sbt_".');
  }
  throw refuse(401, 'not_signed_in', 'Sign in first: POST /api/auth/sign-in/email. Or send an API token.');
}

/** @throws {ApiError} when the caller may not do it, or nobody may */
function demand(access: Access | undefined, { person, token, mustChangePassword }: Caller): void {
  if (access?.sessionOnly && token) {
    throw refuse(
      403,
      'session_required',
      'API tokens, people and passwords are not managed with an API token. Sign in to do it.',
    );
  }
  if (access?.needed === 'signed-in') return;
  if (mustChangePassword) {
    throw refuse(
      403,
      'password_change_required',
      'Choose a password of your own first: POST /api/v1/session/password.',
    );
  }
  if (access === undefined) throw refuse(404, 'not_found', 'There is no such address.');
  if (mayAct(person.role, access.needed)) return;
  const whose = token ? `the API token "${token.name}" has "${person.role}"` : `yours is "${person.role}"`;
  throw refuse(403, 'role_too_low', `This needs the role "${access.needed}"; ${whose}. Ask an admin for it.`);
}

function accessOf(
  method: string,
  routes: { method: string; path: string }[],
  table: AccessTable,
): Access | undefined {
  const wanted = method === 'HEAD' ? 'GET' : method;
  // The first that is not middleware is the one that will answer.
  const route = routes.find((candidate) => candidate.method === wanted);
  return route && table.get(`${wanted} ${route.path}`);
}

/**
 * Reads the table off the routes themselves.
 * @throws {Error} when one of them forgot to say who may call it: the server does not start then.
 */
export function readAccess(app: OpenAPIHono<AppEnv>): AccessTable {
  const table = new Map<string, Access>();
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== 'route' || !definition.route.path.startsWith('/api/v1')) continue;
    const { method, path } = definition.route;
    const needed: unknown = definition.route['x-role'];
    const name = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
    if (!isNeeded(needed)) throw new Error(`${name} does not say who may call it: give it an x-role.`);
    table.set(name, { needed, sessionOnly: definition.route['x-session-only'] === true });
  }
  return table;
}

function isNeeded(value: unknown): value is Access['needed'] {
  return value === 'signed-in' || ROLES.some((role) => role === value);
}
