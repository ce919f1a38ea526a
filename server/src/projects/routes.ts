import { createRoute, z } from '@hono/zod-openapi';
import { applyChange } from '../apply-change.ts';
import { actorOf } from '../http/actor.ts';
import { refuse } from '../http/problem.ts';
import { answer, body, createRouter } from '../http/router.ts';
import { projectParams } from '../http/schema.ts';
import { DuplicateError, type Store } from '../store/store.ts';
import { find } from '../find.ts';
import { newProject } from './rules.ts';
import { createProjectSchema, projectSchema, updateProjectSchema } from './schema.ts';

export function projectRoutes({ store }: { store: Store }) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/projects',
        summary: 'All projects',
        tags: ['Projects'],
        'x-role': 'viewer',
        responses: { 200: answer(z.object({ projects: z.array(projectSchema) }), 'Sorted by key.') },
      }),
      async (c) => c.json({ projects: await store.projects() }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/projects',
        summary: 'Create a project',
        description: 'It begins with the environments development, staging and production.',
        tags: ['Projects'],
        'x-role': 'admin',
        request: { body: body(createProjectSchema) },
        responses: { 201: answer(projectSchema, 'The project.') },
      }),
      async (c) => {
        const { key, name, comment } = c.req.valid('json');
        const change = { project: key, action: 'project.create', comment, writes: newProject(name) } as const;
        try {
          await store.commit({ ...change, environment: null }, actorOf(c));
        } catch (error) {
          if (!(error instanceof DuplicateError)) throw error;
          throw refuse(409, 'exists', `There is a project "${key}" already. Choose another key.`, {
            errors: [{ field: 'key', problem: 'is taken', remedy: 'Choose another key.' }],
          });
        }
        return c.json(await find.project(store, key), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/projects/{project}',
        summary: 'One project',
        tags: ['Projects'],
        'x-role': 'viewer',
        request: { params: projectParams },
        responses: { 200: answer(projectSchema, 'The project.') },
      }),
      async (c) => c.json(await find.project(store, c.req.valid('param').project), 200),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/api/v1/projects/{project}',
        summary: 'Rename a project',
        tags: ['Projects'],
        'x-role': 'admin',
        request: { params: projectParams, body: body(updateProjectSchema) },
        responses: { 200: answer(projectSchema, 'The project as it stands now.') },
      }),
      async (c) => {
        const { project: key } = c.req.valid('param');
        const { name, comment } = c.req.valid('json');
        await applyChange(store, key, actorOf(c), async (project) => {
          if (project.name === name) return undefined;
          return {
            action: 'project.update',
            environment: null,
            comment,
            writes: [{ type: 'project', value: { name } }],
          };
        });
        return c.json(await find.project(store, key), 200);
      },
    );
}
