import { createRoute, z } from '@hono/zod-openapi';
import { actorOf } from '../http/actor.ts';
import { notFound, refuse } from '../http/problem.ts';
import { answer, body, createRouter } from '../http/router.ts';
import { projectParams } from '../http/schema.ts';
import { find } from '../find.ts';
import type { Store } from '../store/store.ts';
import { applyChange } from '../apply-change.ts';
import { revertChange } from './revert.ts';
import { changeParams, changeSchema, changesQuery, revertChangeSchema } from './schema.ts';

/** The change log: who did what, when and why, with what it was before. */
export function changeRoutes({ store }: { store: Store }) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/projects/{project}/changes',
        summary: 'What happened, newest first',
        description: 'For the next page, send the last sequence of this one as `before`.',
        tags: ['Changes'],
        'x-role': 'viewer',
        request: { params: projectParams, query: changesQuery },
        responses: { 200: answer(z.object({ changes: z.array(changeSchema) }), 'Newest first.') },
      }),
      async (c) => {
        const { project } = c.req.valid('param');
        await find.project(store, project);
        return c.json({ changes: await store.changes(project, c.req.valid('query')) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/projects/{project}/changes/{sequence}',
        summary: 'One change',
        tags: ['Changes'],
        'x-role': 'viewer',
        request: { params: changeParams },
        responses: { 200: answer(changeSchema, 'The change.') },
      }),
      async (c) => {
        const { project, sequence } = c.req.valid('param');
        await find.project(store, project);
        const change = await store.change(project, sequence);
        if (!change) throw notFound('change', String(sequence));
        return c.json(change, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/projects/{project}/changes/{sequence}/revert',
        summary: 'Put back what a change changed',
        description:
          'As a change of its own. Refused when somebody changed the same thing since. Kills stay as they are.',
        tags: ['Changes'],
        'x-role': 'editor',
        request: { params: changeParams, body: body(revertChangeSchema) },
        responses: { 201: answer(changeSchema, 'The change that puts it back.') },
      }),
      async (c) => {
        const { project, sequence } = c.req.valid('param');
        const { comment } = c.req.valid('json');
        const entry = await applyChange(store, project, actorOf(c), () =>
          revertChange(store, project, { sequence, comment, role: c.get('person').role }),
        );
        if (!entry) {
          throw refuse(
            409,
            'nothing_to_revert',
            `Everything is as it was before change ${sequence} already.`,
          );
        }
        return c.json(entry, 201);
      },
    );
}
