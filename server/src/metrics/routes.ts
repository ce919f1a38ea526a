import { createRoute, z } from '@hono/zod-openapi';
import { metricNameSchema } from '../events/schema.ts';
import { find } from '../find.ts';
import { invalid } from '../http/problem.ts';
import { answer, createRouter } from '../http/router.ts';
import { environmentParams, timeSchema } from '../http/schema.ts';
import type { Store } from '../store/store.ts';

const HOUR_MS = 3_600_000;
/** Of one answer: all metrics of an hour, or one of them over a week. */
const MAX_LINES = 12_000;

const queryTime = z.coerce.number().int().nonnegative().optional();

const metricLineSchema = z
  .object({
    metric: z.string(),
    minute: timeSchema.openapi({ description: 'Start of the minute, in milliseconds since 1970.' }),
    count: z.number().int().openapi({ description: 'How often it happened.' }),
    sum: z.number().openapi({ description: 'All its values added up; 0 when it has none.' }),
  })
  .openapi('MetricLine');

/** What applications counted with `track`. */
export function metricRoutes({ store, now }: { store: Store; now: () => number }) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/projects/{project}/environments/{environment}/metrics',
      summary: 'What applications counted, minute by minute',
      tags: ['Metrics'],
      'x-role': 'viewer',
      request: {
        params: environmentParams,
        query: z.object({
          from: queryTime.openapi({ description: 'Milliseconds since 1970. An hour ago when absent.' }),
          to: queryTime.openapi({ description: 'Not included. Now when absent.' }),
          metric: metricNameSchema.optional().openapi({ description: 'All of them when absent.' }),
        }),
      },
      responses: {
        200: answer(z.object({ metrics: z.array(metricLineSchema) }), 'In order of time, then of name.'),
      },
    }),
    async (c) => {
      const { project, environment } = c.req.valid('param');
      const { metric, to = now(), from = to - HOUR_MS } = c.req.valid('query');
      await find.environment(store, project, environment);
      const query = { metric, from, to, limit: MAX_LINES + 1 };
      const metrics = await store.metrics(project, environment, query);
      if (metrics.length > MAX_LINES) {
        throw invalid([
          {
            field: 'from',
            problem: `would give more than ${MAX_LINES.toLocaleString('en')} lines`,
            remedy: 'Ask for less time, or name a metric.',
          },
        ]);
      }
      return c.json({ metrics }, 200);
    },
  );
}
