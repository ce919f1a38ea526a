import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Auth } from '../auth/index.ts';
import { full, invalid, notFound } from '../http/problem.ts';
import { answer, body, createRouter, type AppEnv } from '../http/router.ts';
import type { Logger } from '../logging/logger.ts';
import { mayAct, type Person } from '../people/schema.ts';
import type { ApiToken } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import { hashOf, newToken } from './new-token.ts';
import { effectiveRole, givenRole, isExpired } from './owner.ts';
import {
  apiTokenParams,
  apiTokenSchema,
  createApiTokenSchema,
  createdApiTokenSchema,
  MAX_VALID_TOKENS,
} from './schema.ts';

interface ApiTokenRoutesDeps {
  store: Store;
  auth: Auth;
  logger: Logger;
  now: () => number;
}

/** What people let scripts and pipelines in with. Everybody has their own; admins see and revoke all. */
export function apiTokenRoutes({ store, auth, logger, now }: ApiTokenRoutesDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/api-tokens',
        summary: 'API tokens, revoked and expired ones included',
        description: "One's own; for an admin everybody's.",
        tags: ['API tokens'],
        'x-role': 'viewer',
        responses: {
          200: answer(
            z.object({ tokens: z.array(apiTokenSchema) }),
            'Oldest first, without the tokens themselves.',
          ),
        },
      }),
      async (c) => {
        const { id, role } = c.get('person');
        const tokens = await store.apiTokens(role === 'admin' ? undefined : id);
        const owners = await ownersOf(auth, tokens);
        return c.json({ tokens: tokens.map((token) => shown(token, owners.get(token.createdBy))) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/api-tokens',
        summary: 'Create an API token',
        description: 'The answer is the only place where the token itself ever stands.',
        tags: ['API tokens'],
        'x-role': 'viewer',
        'x-session-only': true,
        request: { body: body(createApiTokenSchema) },
        responses: { 201: answer(createdApiTokenSchema, 'With the token: it is not shown again.') },
      }),
      async (c) => {
        const person = c.get('person');
        const wanted = c.req.valid('json');
        const time = now();
        checkWanted(wanted, person, time);
        const mine = await store.apiTokens(person.id);
        const valid = mine.filter((token) => token.revokedAt === null && !isExpired(token, time));
        if (valid.length >= MAX_VALID_TOKENS) {
          throw full('API tokens of yours', MAX_VALID_TOKENS, 'Revoke one that is not needed any more.');
        }
        const { id, token } = newToken();
        const { name, role, expiresAt } = wanted;
        const created: ApiToken = {
          id,
          name,
          role,
          createdBy: person.id,
          createdAt: time,
          expiresAt,
          lastUsedAt: null,
          revokedAt: null,
        };
        await store.createApiToken(created, hashOf(token));
        logger.info({ apiToken: id, role, expiresAt, by: person.id }, 'API token created');
        return c.json({ ...shown(created, person), token }, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/api/v1/api-tokens/{id}',
        summary: 'Revoke an API token',
        description: "One's own; an admin anybody's. Revoking a revoked token changes nothing.",
        tags: ['API tokens'],
        'x-role': 'viewer',
        request: { params: apiTokenParams },
        responses: { 200: answer(apiTokenSchema, 'The revoked token.') },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        await demandReach(store, c, id);
        const revoked = await store.revokeApiToken(id, now());
        if (!revoked) throw notFound('API token', id);
        logger.info({ apiToken: id, by: c.get('person').id }, 'API token revoked');
        return c.json(shown(revoked, await auth.personById(revoked.createdBy)), 200);
      },
    );
}

function checkWanted(
  { role, expiresAt }: z.output<typeof createApiTokenSchema>,
  person: Person,
  now: number,
) {
  if (!mayAct(person.role, role)) {
    throw invalid([
      { field: 'role', problem: `is above yours, "${person.role}"`, remedy: 'Choose yours or a lower one.' },
    ]);
  }
  if (expiresAt !== null && expiresAt <= now) {
    throw invalid([{ field: 'expiresAt', problem: 'is not in the future', remedy: 'Choose a later time.' }]);
  }
}

/** Another person's token is not there for whoever is no admin: not even its id is told. */
async function demandReach(store: Store, c: Context<AppEnv>, id: string): Promise<void> {
  const { id: me, role } = c.get('person');
  if (role === 'admin') return;
  const mine = await store.apiTokens(me);
  if (!mine.some((token) => token.id === id)) throw notFound('API token', id);
}

async function ownersOf(auth: Auth, tokens: readonly ApiToken[]): Promise<ReadonlyMap<string, Person>> {
  const ids = [...new Set(tokens.map(({ createdBy }) => createdBy))];
  const found = await Promise.all(ids.map((id) => auth.personById(id)));
  return new Map(found.flatMap((person) => (person ? [[person.id, person]] : [])));
}

function shown(token: ApiToken, owner: Person | undefined) {
  const { id, name, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt } = token;
  return {
    id,
    name,
    role: givenRole(token),
    effectiveRole: owner ? effectiveRole(token, owner) : null,
    owner: { id: createdBy, name: owner?.name ?? null },
    createdAt,
    expiresAt,
    lastUsedAt,
    revokedAt,
  };
}
