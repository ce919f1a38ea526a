import { OPERATORS, type Clause, type Condition, type Group } from '@signalbox/core/evaluator';
import * as z from 'zod/mini';

const clause: z.ZodMiniType<Clause> = z.object({
  attribute: z.string(),
  operator: z.enum(OPERATORS),
  values: z.array(z.union([z.string(), z.number(), z.boolean()])),
  negate: z.exactOptional(z.boolean()),
  ignoreCase: z.exactOptional(z.boolean()),
});

const parts = z.lazy(() => z.array(conditionSchema));

const group: z.ZodMiniType<Group> = z.union([
  z.strictObject({ all: parts }),
  z.strictObject({ any: parts }),
  z.strictObject({ none: parts }),
]);

/** A condition out of the change log. */
export const conditionSchema: z.ZodMiniType<Condition> = z.union([clause, group]);
