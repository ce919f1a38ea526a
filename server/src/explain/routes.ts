import { createRoute } from '@hono/zod-openapi';
import { compileRuleset, explain } from '@signalbox/core/evaluator';
import { answer, body, createRouter } from '../http/router.ts';
import { environmentParams } from '../http/schema.ts';
import { demandSmall } from './context-size.ts';
import { describeSdkExplain } from './describe.ts';
import { withDraft } from './draft.ts';
import { rulesetFor, type RulesetDeps } from './ruleset.ts';
import { explainedSchema, explainSchema } from './schema.ts';

/** Why somebody gets what they get. */
export function explainRoutes(deps: RulesetDeps) {
  const router = createRouter().openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/projects/{project}/environments/{environment}/explain',
      summary: 'Explain how a flag is answered for a context',
      description:
        'The answer with the whole way to it, now or at a past revision, or as an edit would make it. ' +
        'Changes nothing and counts no exposure. The context is neither stored nor logged.',
      tags: ['Flags'],
      'x-role': 'viewer',
      request: { params: environmentParams, body: body(explainSchema) },
      responses: { 200: answer(explainedSchema, 'The explanation, and the revision that it is about.') },
    }),
    async (c) => {
      const { project, environment } = c.req.valid('param');
      const { flag, context, revision: wanted, type, config } = c.req.valid('json');
      demandSmall(context);
      const { revision, ruleset } = await rulesetFor(deps, project, environment, wanted);
      const asked = config
        ? await withDraft(deps.store, { project, environment, flag, config }, ruleset)
        : ruleset;
      return c.json({ revision, explanation: explain(compileRuleset(asked), flag, type, context) }, 200);
    },
  );
  describeSdkExplain(router.openAPIRegistry);
  return router;
}
