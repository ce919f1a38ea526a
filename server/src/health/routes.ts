import { createRoute, z } from '@hono/zod-openapi';
import { answer, createRouter, refusal } from '../http/router.ts';
import { refuse } from '../http/problem.ts';
import type { Store } from '../store/store.ts';
import type { BuildInfo } from './build-info.ts';
import { CHECK_MS, within, type Readiness } from './readiness.ts';

const healthSchema = z
  .object({
    status: z.literal('ok'),
    version: z.string(),
    commit: z.string().nullable(),
    builtAt: z.string().nullable(),
    schema: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'Newest migration; null while the database is away.' }),
  })
  .openapi('Health');

interface HealthDeps {
  store: Pick<Store, 'schemaVersion'>;
  build: BuildInfo;
  readiness: Readiness;
}

export function healthRoutes({ store, build, readiness }: HealthDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/healthz',
        summary: 'Whether the process lives, and what it is',
        tags: ['Operations'],
        responses: { 200: answer(healthSchema, 'It lives.') },
      }),
      async (c) => {
        // A database that is away is no reason to restart this process: that is what /readyz is for.
        const version = store.schemaVersion().catch(() => null);
        const schema = await within(CHECK_MS, version, () => null);
        return c.json({ status: 'ok' as const, ...build, schema }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/readyz',
        summary: 'Whether requests can be answered now',
        description:
          'Recovers by itself. A database that can be read but not written is ready: streams go on.',
        tags: ['Operations'],
        responses: {
          200: answer(z.object({ status: z.literal('ready') }), 'They can.'),
          503: refusal('`errors` names the check that fails: `database`, `migrations` or `draining`.'),
        },
      }),
      async (c) => {
        const errors = await readiness.problems();
        const [first] = errors;
        if (first) {
          const detail = `${first.field}: ${first.problem}. ${first.remedy}`;
          throw refuse(503, 'not_ready', detail, { errors, retryAfterSeconds: 5 });
        }
        return c.json({ status: 'ready' as const }, 200);
      },
    );
}
