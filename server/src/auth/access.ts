import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Auth } from './index.ts';
import { mayAct, ROLES, type Role } from '../people/schema.ts';
import { refuse } from '../http/problem.ts';
import type { AppEnv } from '../http/router.ts';

/** What a route asks for: a role, or merely to be signed in. Every route of the API names it as `x-role`. */
type Access = Role | 'signed-in';

/** By `METHOD /path/:param`. */
export type AccessTable = ReadonlyMap<string, Access>;

/** The one place that lets anybody in. A route that names no role is refused to everyone. */
export function requireAccess(auth: Auth, table: () => AccessTable): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const session = await auth.session(c.req.raw.headers);
    if (!session) throw refuse(401, 'not_signed_in', 'Sign in first: POST /api/auth/sign-in/email.');
    c.set('person', session.person);
    c.set('mustChangePassword', session.mustChangePassword);

    const needed = accessOf(c.req.method, matchedRoutes(c), table());
    if (needed === 'signed-in') return next();
    if (session.mustChangePassword) {
      throw refuse(
        403,
        'password_change_required',
        'Choose a password of your own first: POST /api/v1/session/password.',
      );
    }
    if (needed === undefined) throw refuse(404, 'not_found', 'There is no such address.');
    if (!mayAct(session.person.role, needed)) {
      throw refuse(
        403,
        'role_too_low',
        `This needs the role "${needed}"; yours is "${session.person.role}". Ask an admin for it.`,
      );
    }
    return next();
  };
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
    const access: unknown = definition.route['x-role'];
    const name = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
    if (!isAccess(access)) throw new Error(`${name} does not say who may call it: give it an x-role.`);
    table.set(name, access);
  }
  return table;
}

function isAccess(value: unknown): value is Access {
  return value === 'signed-in' || ROLES.some((role) => role === value);
}
