import { createRoute } from '@hono/zod-openapi';
import { answer, createRouter } from '../http/router.ts';
import type { Probe } from './index.ts';
import { propagationSchema } from './schema.ts';

export function probeRoutes({ probe }: { probe: Pick<Probe, 'propagation'> }) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/propagation',
      summary: 'How long changes take to reach an SDK, as the server measures it on itself',
      description: 'All null, and 0 samples, while nothing was measured or the probe is off.',
      tags: ['Operations'],
      'x-role': 'viewer',
      responses: { 200: answer(propagationSchema, 'Over the last 100 rounds of this server.') },
    }),
    (c) => c.json(probe.propagation(), 200),
  );
}
