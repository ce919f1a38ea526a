import { z } from 'zod';
import type { InstanceInfo } from '@signalbox/core/sync';
import { describeIssues } from '../http/issues.ts';
import { invalid } from '../http/problem.ts';

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

/** How the caller names itself; undefined when it does not, as with curl. */
export function instanceInfo(query: Record<string, string>): InstanceInfo | undefined {
  if (query['instance'] === undefined) return undefined;
  const parsed = instanceInfoSchema.safeParse(query);
  if (!parsed.success) throw invalid(describeIssues(parsed.error.issues));
  const { application, applicationVersion, ...named } = parsed.data;
  return {
    ...named,
    ...(application !== undefined && { application }),
    ...(applicationVersion !== undefined && { applicationVersion }),
  };
}
