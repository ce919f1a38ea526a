import { z } from '@hono/zod-openapi';
import { environmentParams, timeSchema } from '../http/schema.ts';

export const receiptParams = environmentParams.extend({
  revision: z.coerce.number().int().nonnegative(),
});

/** One server-side SDK instance, as the server knows it. */
export const instanceSchema = z
  .object({
    instance: z.string(),
    sdk: z.string(),
    application: z.string().nullable(),
    applicationVersion: z.string().nullable(),
    transport: z.enum(['stream', 'polling']),
    connectedAt: timeSchema,
    lastSeenAt: timeSchema,
    /** Revision that it confirmed to evaluate with; null before its first receipt. */
    revision: z.number().int().nullable(),
    /** Milliseconds from the commit of the asked revision to the receipt; null while there is none. */
    appliedMs: z.number().nullable(),
    state: z.enum(['applied', 'delivered', 'waiting']),
  })
  .openapi('Instance');

/** Who runs with a revision (or a later one), out of those that are connected. */
export const receiptSchema = z
  .object({
    environment: z.string(),
    revision: z.number().int(),
    committedAt: timeSchema.nullable(),
    applied: z.number().int(),
    connected: z.number().int(),
    complete: z.boolean(),
    p50Ms: z.number().nullable(),
    p99Ms: z.number().nullable(),
    /** The slowest so far: when the last one had it. */
    maxMs: z.number().nullable(),
    /** Client-side instances hold a stream but send no receipt: an estimate. */
    browsers: z.number().int(),
    instances: z.array(instanceSchema).openapi({ description: 'Those still missing first; at most 200.' }),
  })
  .openapi('Receipt');
