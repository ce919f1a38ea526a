import { createRoute, z } from '@hono/zod-openapi';
import { answer, createRouter } from '../http/router.ts';
import { flagParams, timeSchema } from '../http/schema.ts';
import { find } from '../find.ts';
import type { Store } from '../store/store.ts';

const DAY = 24 * 60;

const exposureSchema = z
  .object({
    environment: z.string(),
    variant: z.string().openapi({ description: "Empty where the application's default was returned." }),
    reason: z.string(),
    minute: timeSchema.openapi({ description: 'Start of the minute, in milliseconds since 1970.' }),
    count: z.number().int(),
  })
  .openapi('Exposure');

/** How often a flag was evaluated lately, and to what. */
export function exposureRoutes({ store, now }: { store: Store; now: () => number }) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/projects/{project}/flags/{flag}/exposures',
      summary: 'Evaluations of a flag, minute by minute',
      tags: ['Flags'],
      'x-role': 'viewer',
      request: {
        params: flagParams,
        query: z.object({ minutes: z.coerce.number().int().min(1).max(DAY).default(60) }),
      },
      responses: {
        200: answer(z.object({ exposures: z.array(exposureSchema) }), 'Counts by variant and reason.'),
      },
    }),
    async (c) => {
      const { project, flag } = c.req.valid('param');
      const { minutes } = c.req.valid('query');
      await find.flag(store, project, flag);
      const rows = await store.exposures(project, { flag, from: now() - minutes * 60_000 });
      const exposures = rows.map(({ environment, variant, reason, minute, count }) => ({
        environment,
        variant,
        reason,
        minute,
        count,
      }));
      return c.json({ exposures }, 200);
    },
  );
}
