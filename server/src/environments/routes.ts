import { isDeepStrictEqual } from 'node:util';
import { createRoute, z } from '@hono/zod-openapi';
import { applyChange } from '../apply-change.ts';
import { actorOf } from '../http/actor.ts';
import { full, refuse } from '../http/problem.ts';
import { answer, body, createRouter } from '../http/router.ts';
import { environmentParams, LIMITS, projectParams } from '../http/schema.ts';
import { find } from '../find.ts';
import type { Store } from '../store/store.ts';
import { newEnvironment, nextPosition, sourceFor } from './rules.ts';
import { createEnvironmentSchema, environmentSchema, updateEnvironmentSchema } from './schema.ts';

export function environmentRoutes({ store }: { store: Store }) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/projects/{project}/environments',
        summary: 'Environments of a project',
        tags: ['Environments'],
        'x-role': 'viewer',
        request: { params: projectParams },
        responses: {
          200: answer(z.object({ environments: z.array(environmentSchema) }), 'In order of promotion.'),
        },
      }),
      async (c) => {
        const { project } = c.req.valid('param');
        await find.project(store, project);
        return c.json({ environments: await store.environments(project) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/projects/{project}/environments',
        summary: 'Create an environment',
        description: 'Every flag is in it, off, with the rules and segments of the environment before it.',
        tags: ['Environments'],
        'x-role': 'admin',
        request: { params: projectParams, body: body(createEnvironmentSchema) },
        responses: { 201: answer(environmentSchema, 'The environment.') },
      }),
      async (c) => {
        const { project } = c.req.valid('param');
        const { key, comment, position: wanted, ...rest } = c.req.valid('json');
        await applyChange(store, project, actorOf(c), async () => {
          const environments = await store.environments(project);
          if (environments.some((environment) => environment.key === key)) {
            throw refuse(
              409,
              'exists',
              `The project has an environment "${key}" already. Choose another key.`,
              {
                errors: [{ field: 'key', problem: 'is taken', remedy: 'Choose another key.' }],
              },
            );
          }
          if (environments.length >= LIMITS.environmentsPerProject) {
            throw full(
              'environments of this project',
              LIMITS.environmentsPerProject,
              'Use one that is there, or create it in another project.',
            );
          }
          const position = wanted ?? nextPosition(environments);
          const from = sourceFor(position, environments);
          const source = from && { key: from.key, segments: await store.segments(project, from.key) };
          return {
            action: 'environment.create',
            environment: key,
            comment,
            writes: newEnvironment(key, { ...rest, position }, source, await store.flags(project)),
          };
        });
        return c.json(await find.environment(store, project, key), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/api/v1/projects/{project}/environments/{environment}',
        summary: "Change an environment's settings",
        tags: ['Environments'],
        'x-role': 'admin',
        request: { params: environmentParams, body: body(updateEnvironmentSchema) },
        responses: { 200: answer(environmentSchema, 'The environment as it stands now.') },
      }),
      async (c) => {
        const { project, environment: key } = c.req.valid('param');
        const { comment, ...wanted } = c.req.valid('json');
        await applyChange(store, project, actorOf(c), async () => {
          const { name, position, production, color } = await find.environment(store, project, key);
          const before = { name, position, production, color };
          const after = Object.assign({ ...before }, wanted);
          if (isDeepStrictEqual(before, after)) return undefined;
          return {
            action: 'environment.update',
            environment: key,
            comment,
            writes: [{ type: 'environment', environment: key, value: after }],
          };
        });
        return c.json(await find.environment(store, project, key), 200);
      },
    );
}
