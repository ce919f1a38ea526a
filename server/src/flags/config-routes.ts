import { createRoute } from '@hono/zod-openapi';
import { isDeepStrictEqual } from 'node:util';
import { applyChange } from '../apply-change.ts';
import { actorOf } from '../http/actor.ts';
import { invalid } from '../http/problem.ts';
import { answer, body, createRouter } from '../http/router.ts';
import { flagEnvironmentParams, ifMatchHeader } from '../http/schema.ts';
import { demandVersion, etag } from '../http/versions.ts';
import { find } from '../find.ts';
import type { Store } from '../store/store.ts';
import { checkConfigIn } from './check-config-in.ts';
import { configOf, demandUnarchived } from './records.ts';
import { configureFlagSchema, flagConfigSchema } from './schema.ts';

/** How a flag behaves in one environment. */
export function flagConfigRoutes({ store }: { store: Store }) {
  return createRouter().openapi(
    createRoute({
      method: 'put',
      path: '/api/v1/projects/{project}/flags/{flag}/environments/{environment}',
      summary: 'Configure a flag in one environment',
      description:
        'On or off, off variant, prerequisites, rules and fallthrough. A kill stays: only restore lifts it.',
      tags: ['Flags'],
      'x-role': 'editor',
      request: { params: flagEnvironmentParams, headers: ifMatchHeader, body: body(configureFlagSchema) },
      responses: { 200: answer(flagConfigSchema, 'How it behaves now; its ETag is the next If-Match.') },
    }),
    async (c) => {
      const { project, flag: key, environment } = c.req.valid('param');
      const { 'if-match': ifMatch } = c.req.valid('header');
      const { comment, ...wanted } = c.req.valid('json');

      await applyChange(store, project, actorOf(c), async () => {
        const flag = await find.flag(store, project, key);
        const config = find.config(flag, environment);
        const what = `Flag "${key}" in ${environment}`;
        demandVersion(ifMatch, what, { version: config.version, value: config });
        demandUnarchived(flag);
        const problems = await checkConfigIn({ store, project, environment }, flag, wanted);
        if (problems.length > 0) throw invalid(problems);

        const before = configOf(config);
        const after = { ...wanted, killed: before.killed };
        if (isDeepStrictEqual(before, after)) return undefined;
        return {
          action: 'flag.configure',
          flag: key,
          environment,
          comment,
          writes: [{ type: 'flagConfig', key, environment, value: after }],
        };
      });
      const config = find.config(await find.flag(store, project, key), environment);
      c.header('etag', etag(config.version));
      return c.json(config, 200);
    },
  );
}
