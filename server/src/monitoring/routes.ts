import { createRoute, z } from '@hono/zod-openapi';
import { bearerOf } from '../http/bearer.ts';
import { createRouter, refusal } from '../http/router.ts';
import { demandAccess, type MetricsAccess } from './access.ts';
import type { Monitoring } from './index.ts';

interface MonitoringRoutesDeps {
  monitoring: Monitoring;
  metricsAccess: MetricsAccess;
}

/** `GET /metrics`, for Prometheus. */
export function monitoringRoutes({ monitoring, metricsAccess }: MonitoringRoutesDeps) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/metrics',
      summary: 'Metrics for Prometheus',
      description: 'docs/monitoring.md explains each of them and how to be let in.',
      tags: ['Operations'],
      responses: {
        200: { description: 'All metrics.', content: { 'text/plain': { schema: z.string() } } },
        401: refusal('The token is missing or another one.'),
        403: refusal('Nobody is let in: no token is configured.'),
      },
    }),
    async (c) => {
      demandAccess(metricsAccess, bearerOf(c));
      return c.text(await monitoring.text(), 200, {
        'content-type': monitoring.contentType,
        'cache-control': 'no-store',
      });
    },
  );
}
