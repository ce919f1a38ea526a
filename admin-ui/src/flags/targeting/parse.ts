import * as z from 'zod/mini';
import { conditionSchema } from '../../rules/parse-conditions.ts';
import type { Targeting } from '../model.ts';

const serve = z.object({
  variant: z.exactOptional(z.string()),
  split: z.exactOptional(z.array(z.object({ variant: z.string(), weight: z.number() }))),
  share: z.exactOptional(z.number()),
  bucketBy: z.exactOptional(z.string()),
  hashing: z.exactOptional(z.literal('signalbox-1')),
});

const targeting = z.object({
  enabled: z.boolean(),
  offVariant: z.string(),
  prerequisites: z.exactOptional(z.array(z.object({ flag: z.string(), variant: z.string() }))),
  rules: z.array(
    z.object({
      id: z.string(),
      description: z.exactOptional(z.string()),
      clauses: z.array(conditionSchema),
      serve,
    }),
  ),
  fallthrough: serve,
});

/** A configuration out of the change log. Undefined when it is of a shape that this version does not know. */
export function parseTargeting(json: unknown): Targeting | undefined {
  return targeting.safeParse(json).data;
}
