import { randomUUID } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { applyChange } from '../apply-change.ts';
import { actorOf } from '../http/actor.ts';
import { notFound } from '../http/problem.ts';
import { answer, body, createRouter } from '../http/router.ts';
import { environmentParams } from '../http/schema.ts';
import { find } from '../find.ts';
import type { SdkKey } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import { keptOf, newSdkKey } from './new-key.ts';
import { createdSdkKeySchema, createSdkKeySchema, sdkKeyParams, sdkKeySchema } from './schema.ts';

/** The keys that SDKs authenticate with. Several may be valid at once, so that they rotate without downtime. */
export function sdkKeyRoutes({ store, now }: { store: Store; now: () => number }) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/projects/{project}/environments/{environment}/sdk-keys',
        summary: 'SDK keys of an environment, revoked ones included',
        tags: ['SDK keys'],
        'x-role': 'viewer',
        request: { params: environmentParams },
        responses: {
          200: answer(z.object({ sdkKeys: z.array(sdkKeySchema) }), 'Without the keys themselves.'),
        },
      }),
      async (c) => {
        const { project, environment } = c.req.valid('param');
        await find.environment(store, project, environment);
        const sdkKeys = await store.sdkKeys(project, environment);
        return c.json({ sdkKeys: sdkKeys.map(shown) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/projects/{project}/environments/{environment}/sdk-keys',
        summary: 'Create an SDK key',
        description: 'The answer is the only place where the key itself ever stands.',
        tags: ['SDK keys'],
        'x-role': 'admin',
        request: { params: environmentParams, body: body(createSdkKeySchema) },
        responses: { 201: answer(createdSdkKeySchema, 'With the key: it is not shown again.') },
      }),
      async (c) => {
        const { project, environment } = c.req.valid('param');
        const { name, kind } = c.req.valid('json');
        const id = randomUUID();
        const sdkKey = newSdkKey(kind);
        const { prefix, hash } = keptOf(sdkKey);
        await applyChange(store, project, actorOf(c), async () => {
          await find.environment(store, project, environment);
          return {
            action: 'sdkKey.create',
            environment,
            comment: '',
            writes: [
              { type: 'sdkKey', id, environment, value: { kind, name, prefix, hash, revokedAt: null } },
            ],
          };
        });
        const created = await findSdkKey(store, project, environment, id);
        return c.json({ ...shown(created), sdkKey }, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/api/v1/projects/{project}/environments/{environment}/sdk-keys/{id}',
        summary: 'Revoke an SDK key',
        description: 'Whoever uses it is cut off. Revoking a revoked key changes nothing.',
        tags: ['SDK keys'],
        'x-role': 'admin',
        request: { params: sdkKeyParams },
        responses: { 200: answer(sdkKeySchema, 'The revoked key.') },
      }),
      async (c) => {
        const { project, environment, id } = c.req.valid('param');
        await applyChange(store, project, actorOf(c), async () => {
          await find.environment(store, project, environment);
          const { kind, name, prefix, revokedAt } = await findSdkKey(store, project, environment, id);
          if (revokedAt !== null) return undefined;
          return {
            action: 'sdkKey.revoke',
            environment,
            comment: '',
            writes: [{ type: 'sdkKey', id, environment, value: { kind, name, prefix, revokedAt: now() } }],
          };
        });
        return c.json(shown(await findSdkKey(store, project, environment, id)), 200);
      },
    );
}

async function findSdkKey(store: Store, project: string, environment: string, id: string): Promise<SdkKey> {
  const sdkKey = (await store.sdkKeys(project, environment)).find((candidate) => candidate.id === id);
  if (!sdkKey) throw notFound('SDK key', id);
  return sdkKey;
}

function shown({ id, name, kind, prefix, createdAt, revokedAt, lastUsedAt }: SdkKey) {
  return { id, name, kind, prefix, createdAt, revokedAt, lastUsedAt };
}
