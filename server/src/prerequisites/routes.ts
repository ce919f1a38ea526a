import { createRoute, type z } from '@hono/zod-openapi';
import { find } from '../find.ts';
import { answer, createRouter } from '../http/router.ts';
import { environmentParams } from '../http/schema.ts';
import type { FlagRecord } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import { graphOf, requirersIn } from './graph.ts';
import { prerequisiteGraphSchema } from './schema.ts';

/** Which flags need which. They are set with the rest of a flag's configuration. */
export function prerequisiteRoutes({ store }: { store: Store }) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/projects/{project}/environments/{environment}/prerequisites',
      summary: 'Which flags require which in an environment',
      description: 'Only flags that require another one or are required; archived ones take no part.',
      tags: ['Flags'],
      'x-role': 'viewer',
      request: { params: environmentParams },
      responses: { 200: answer(prerequisiteGraphSchema, 'Sorted by key.') },
    }),
    async (c) => {
      const { project, environment } = c.req.valid('param');
      await find.environment(store, project, environment);
      return c.json(describeGraph(environment, await store.flags(project)), 200);
    },
  );
}

/** @param flags sorted by key, as the store gives them */
function describeGraph(
  environment: string,
  flags: readonly FlagRecord[],
): z.output<typeof prerequisiteGraphSchema> {
  const graph = graphOf(environment, flags);
  const requirers = requirersIn(graph);
  const entries = flags.map(({ key }) => ({
    flag: key,
    requires: [...(graph.get(key) ?? [])],
    requiredBy: [...(requirers.get(key) ?? [])],
  }));
  return {
    flags: entries.filter(({ requires, requiredBy }) => requires.length > 0 || requiredBy.length > 0),
  };
}
