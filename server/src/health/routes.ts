import { createRoute, z } from '@hono/zod-openapi';
import { answer, createRouter } from '../http/router.ts';
import { problemSchema } from '../http/schema.ts';
import { refuse } from '../http/problem.ts';
import type { Logger } from '../logging/logger.ts';
import type { Store } from '../store/store.ts';
import type { BuildInfo } from './build-info.ts';

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

export function healthRoutes({ store, build, logger }: { store: Store; build: BuildInfo; logger: Logger }) {
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
        const schema = await store.schemaVersion().catch(() => null);
        return c.json({ status: 'ok' as const, ...build, schema }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/readyz',
        summary: 'Whether requests can be answered now',
        tags: ['Operations'],
        responses: {
          200: answer(z.object({ status: z.literal('ready') }), 'The database answers.'),
          503: {
            description: 'The database does not answer.',
            content: { 'application/problem+json': { schema: problemSchema } },
          },
        },
      }),
      async (c) => {
        try {
          await store.ping();
        } catch (error) {
          logger.warn({ err: error }, 'not ready');
          throw refuse(503, 'database_unavailable', 'The database does not answer.', {
            retryAfterSeconds: 5,
          });
        }
        return c.json({ status: 'ready' as const }, 200);
      },
    );
}
