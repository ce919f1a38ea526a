import { z } from '@hono/zod-openapi';
import { environmentParams, timeSchema } from '../http/schema.ts';

export const receiptParams = environmentParams.extend({
  revision: z.coerce.number().int().nonnegative(),
});

const CONNECTED_STATES = ['applied', 'delivered', 'waiting', 'polling', 'diverged', 'away'] as const;

/** Which instances to list. The figures are always about all of them. */
export const instanceFilter = z.object({
  state: z.enum(CONNECTED_STATES).optional(),
  application: z.string().max(120).optional().openapi({ description: 'Its name. Empty: those without one.' }),
  sdk: z.string().max(64).optional().openapi({ example: 'node/0.1.0' }),
});

/** One server-side SDK instance, as the server knows it. */
export const instanceSchema = z
  .object({
    instance: z.string(),
    sdk: z.string(),
    application: z.string().nullable(),
    applicationVersion: z.string().nullable(),
    transport: z.enum(['stream', 'polling']).openapi({ description: 'Of a silent one: how it was.' }),
    connectedAt: timeSchema,
    lastSeenAt: timeSchema,
    nextPollAt: timeSchema.nullable().openapi({ description: 'When a poller asks again, at the latest.' }),
    revision: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'That it confirmed to evaluate with; null before its first receipt.' }),
    behind: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'How many revisions it lacks to the asked one; null when it confirmed none.' }),
    appliedMs: z.number().nullable().openapi({
      description: 'From the commit of the asked revision to the receipt; null while there is none.',
    }),
    state: z.enum([...CONNECTED_STATES, 'silent']).openapi({
      description:
        'applied: confirmed. delivered: written to its stream or fetched, not confirmed. waiting: not written yet. polling: it has not asked since. diverged: it confirmed a ruleset that is not the one of that revision, and fetches it again. away: its server ended a moment ago, and it is not back yet. silent: gone without a goodbye, with the ruleset that it had.',
    }),
  })
  .openapi('Instance');

const countSchema = z.array(z.object({ name: z.string(), instances: z.number().int() }));

/** Who runs with a revision (or a later one), out of those that are connected. */
export const receiptSchema = z
  .object({
    environment: z.string(),
    revision: z.number().int(),
    committedAt: timeSchema.nullable(),
    applied: z.number().int(),
    /** Those that follow are its parts: applied + delivered + waiting + polling + diverged + away. */
    connected: z.number().int(),
    delivered: z.number().int(),
    waiting: z.number().int(),
    polling: z.number().int(),
    diverged: z.number().int(),
    away: z.number().int().openapi({
      description:
        'Connected until their server ended, not back yet, and expected: within 90 s, or when a longer poll is due.',
    }),
    complete: z.boolean().openapi({
      description: 'Whether all of `connected` have applied it, and nobody else is unknown: see `whole`.',
    }),
    whole: z.boolean().openapi({
      description:
        'False when the database did not say who else was connected, to another server or before this one started.',
    }),
    pollsDueBy: timeSchema.nullable().openapi({ description: 'When the last of `polling` asks again.' }),
    p50Ms: z.number().nullable(),
    p99Ms: z.number().nullable(),
    /** The slowest so far: when the last one had it. */
    maxMs: z.number().nullable(),
    browsers: z.number().int().openapi({
      description: 'Client-side streams of the server that answers. They send no receipt: an estimate.',
    }),
    browsersDelivered: z
      .number()
      .int()
      .openapi({ description: 'Of these, how many the revision was written to.' }),
    silent: z
      .object({
        count: z.number().int(),
        /** Without the asked revision, as far as they said. */
        behind: z.number().int(),
        since: timeSchema.nullable().openapi({ description: 'When the first of them was last heard of.' }),
        instances: z.array(instanceSchema).openapi({ description: 'The latest to go first; at most 50.' }),
      })
      .openapi({
        description: 'Gone within the last ten minutes without a goodbye; not among the connected.',
      }),
    sdks: countSchema.openapi({ description: 'The most frequent ones of those connected; at most 20.' }),
    applications: countSchema.openapi({ description: 'As `sdks`. An empty name: they gave none.' }),
    matching: z
      .number()
      .int()
      .openapi({ description: 'How many connected instances the filter lets through.' }),
    instances: z
      .array(instanceSchema)
      .openapi({ description: 'Of the matching, those still missing first; at most 200.' }),
  })
  .openapi('Receipt');
