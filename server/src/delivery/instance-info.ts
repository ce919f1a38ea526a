import { z } from 'zod';
import type { InstanceInfo } from '@signalbox/core/sync';
import { demand } from '../http/read-body.ts';

export const instanceIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 letters, digits, "-" or "_"');

/** Printable, so that it can be shown and logged as it is. */
const label = (length: number) =>
  z
    .string()
    .max(length)
    .regex(/^[^\p{C}]*$/u, 'must not contain control characters');

const instanceInfoSchema = z.object({
  instance: instanceIdSchema,
  sdk: label(64).default('unknown'),
  application: label(120).optional(),
  applicationVersion: label(64).optional(),
});

const LONGEST_POLL_MS = 3_600_000;

/** How often a poller asks, in milliseconds. */
const pollSchema = z.object({
  poll: z.coerce
    .number()
    .int()
    .positive()
    .transform((ms) => Math.min(ms, LONGEST_POLL_MS))
    .optional(),
});

/** How often the caller polls, in milliseconds, if it says so. */
export function pollInterval(query: Record<string, string>): number | undefined {
  return demand(pollSchema, query).poll;
}

/** How the caller names itself; undefined when it does not, as with curl. */
export function instanceInfo(query: Record<string, string>): InstanceInfo | undefined {
  if (query['instance'] === undefined) return undefined;
  const { application, applicationVersion, ...named } = demand(instanceInfoSchema, query);
  return {
    ...named,
    ...(application !== undefined && { application }),
    ...(applicationVersion !== undefined && { applicationVersion }),
  };
}
