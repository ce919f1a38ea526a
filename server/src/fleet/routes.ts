import { createRoute } from '@hono/zod-openapi';
import type { LiveRulesets } from '../delivery/index.ts';
import { notFound } from '../http/problem.ts';
import { answer, createRouter } from '../http/router.ts';
import { environmentParams } from '../http/schema.ts';
import type { Fleet } from './index.ts';
import { instanceFilter, receiptParams, receiptSchema } from './schema.ts';

const environmentPath = '/api/v1/projects/{project}/environments/{environment}';

const receiptRoute = createRoute({
  method: 'get',
  path: `${environmentPath}/receipts/{revision}`,
  tags: ['fleet'],
  summary: 'Who runs with a revision or a later one',
  'x-role': 'viewer',
  request: { params: receiptParams, query: instanceFilter },
  responses: { 200: answer(receiptSchema, 'How far the revision got') },
});

const instancesRoute = createRoute({
  method: 'get',
  path: `${environmentPath}/instances`,
  tags: ['fleet'],
  summary: 'Who is connected, and how far each one is with the current revision',
  'x-role': 'viewer',
  request: { params: environmentParams, query: instanceFilter },
  responses: { 200: answer(receiptSchema, 'Everyone who is connected') },
});

export function fleetRoutes({ live, fleet }: { live: LiveRulesets; fleet: Fleet }) {
  return createRouter()
    .openapi(receiptRoute, async (c) => {
      const { project, environment, revision } = c.req.valid('param');
      await known(live, project, environment);
      await fleet.gather(project, environment);
      return c.json(fleet.receipt(project, environment, revision, c.req.valid('query')), 200);
    })
    .openapi(instancesRoute, async (c) => {
      const { project, environment } = c.req.valid('param');
      const ruleset = await known(live, project, environment);
      await fleet.gather(project, environment);
      const { revision } = ruleset.view('server').position;
      return c.json(fleet.receipt(project, environment, revision, c.req.valid('query')), 200);
    });
}

/** Loads the ruleset if nobody did yet: the time of its latest commit comes with it. */
async function known(live: LiveRulesets, project: string, environment: string) {
  const ruleset = await live.get(project, environment);
  if (!ruleset) throw notFound('environment', environment);
  return ruleset;
}
