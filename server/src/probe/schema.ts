import { z } from '@hono/zod-openapi';
import { timeSchema } from '../http/schema.ts';

const millisecondsSchema = z.number().nullable();

/** What the probe found out in its last 100 rounds: how long a change takes to reach an SDK on the public address. */
export const propagationSchema = z
  .object({
    lastMs: millisecondsSchema.openapi({
      description: 'Milliseconds from the commit to the changed answer, in the last round that got one.',
    }),
    p50Ms: millisecondsSchema.openapi({ description: 'Half of the measured rounds took no longer.' }),
    p99Ms: millisecondsSchema.openapi({ description: '99 in 100 of them took no longer.' }),
    measuredAt: timeSchema.nullable().openapi({ description: 'When `lastMs` was measured.' }),
    failing: z
      .string()
      .nullable()
      .openapi({ description: 'Why the last round got no answer; null when it got one.' }),
    samples: z.number().int().openapi({ description: 'How many of the last 100 rounds got an answer.' }),
  })
  .openapi('Propagation');

export type Propagation = z.infer<typeof propagationSchema>;
