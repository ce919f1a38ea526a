import type { OpenAPIHono } from '@hono/zod-openapi';
import { refusal, type AppEnv } from './router.ts';

type Definition = OpenAPIHono<AppEnv>['openAPIRegistry']['definitions'][number];
type Route = Extract<Definition, { type: 'route' }>['route'];

/**
 * Adds what every route answers when it refuses, read off the route itself. Handlers throw these instead of returning
 * them, so that typed clients see the one answer that is not an error.
 */
export function documentRefusals(app: OpenAPIHono<AppEnv>): void {
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue;
    const { route } = definition;
    route.responses = { ...refusalsOf(route), ...route.responses };
    if (route['x-role'] !== undefined) {
      route.security = route['x-session-only'] ? [{ session: [] }] : [{ session: [] }, { apiToken: [] }];
    }
  }
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiToken', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API token, sbt_…: POST /api/v1/api-tokens makes one.',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'signalbox.session_token',
    description:
      'Set by POST /api/auth/sign-in/email {email, password}. Over https its name begins with __Secure-.',
  });
}

function refusalsOf(route: Route): Route['responses'] {
  const { body, headers, params, query } = route.request ?? {};
  const writes = route.method !== 'get';
  const guarded = route['x-role'] !== undefined;
  return {
    ...((body ?? params ?? query ?? headers) && {
      400: refusal('Something in the request is wrong; `errors` names it.'),
    }),
    ...(guarded && {
      401: refusal('Nobody is signed in, or the API token is unknown, expired or revoked.'),
      403: refusal(
        'The role is too low, the password must be changed first, the request comes from another site, or it is not done with an API token.',
      ),
    }),
    ...(params && { 404: refusal('Something that the address names is not there.') }),
    ...(guarded && writes && { 409: refusal('It does not fit what is there; nothing was changed.') }),
    ...(headers && {
      412: refusal('Somebody changed it meanwhile; the answer has what stands now.'),
      428: refusal('The If-Match header is missing.'),
    }),
    ...(body && { 413: refusal('The body is too large.'), 415: refusal('The body is not JSON.') }),
    500: refusal('Something went wrong; the log has it.'),
    503: refusal('The database does not answer.'),
  };
}

export const documentInfo = (version: string, url: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Signalbox',
    version,
    description:
      'Flags, targeting and percentage rollouts. Requests that change something need an API token, or a session and the ' +
      'Origin of this server. ' +
      'Each route names the lowest role that may call it as `x-role`: viewer, editor, operator, admin.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url }],
});
