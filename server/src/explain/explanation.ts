import { z } from '@hono/zod-openapi';
import {
  ERROR_CODES,
  REASONS,
  type EvaluationDetails,
  type Explanation,
  type JsonValue,
  type PrerequisiteStep,
  type RuleStep,
  type Serve,
  type ServeStep,
} from '@signalbox/core/evaluator';
import { jsonValueSchema } from '../http/schema.ts';
import { conditionStepSchema } from './condition-steps.ts';

const detailsSchema: z.ZodType<EvaluationDetails<JsonValue>> = z
  .object({
    flagKey: z.string(),
    value: jsonValueSchema,
    variant: z.string().optional(),
    reason: z.enum(REASONS),
    errorCode: z.enum(ERROR_CODES).optional(),
    errorMessage: z.string().optional(),
    flagMetadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })
  .transform(({ variant, errorCode, errorMessage, ...details }) => ({
    ...details,
    ...(variant !== undefined && { variant }),
    ...(errorCode !== undefined && { errorCode }),
    ...(errorMessage !== undefined && { errorMessage }),
  }))
  .openapi('EvaluationDetails');

const serveSchema = z
  .object({
    variant: z.string().optional(),
    split: z.array(z.object({ variant: z.string(), weight: z.number() })).optional(),
    share: z.number().optional(),
    bucketBy: z.string().optional(),
    hashing: z.literal('signalbox-1').optional(),
  })
  .transform(({ variant, split, share, bucketBy, hashing }): Serve => ({
    ...(variant !== undefined && { variant }),
    ...(split && { split }),
    ...(share !== undefined && { share }),
    ...(bucketBy !== undefined && { bucketBy }),
    ...(hashing !== undefined && { hashing }),
  }));

const serveStepSchema: z.ZodType<ServeStep> = z
  .object({
    serve: serveSchema,
    unitAttribute: z.string().nullable().openapi({ description: 'Null when nothing is bucketed.' }),
    unit: z.string().nullable(),
    share: z
      .object({ bucket: z.number().int(), limit: z.number().int(), inside: z.boolean() })
      .nullable()
      .openapi({
        description: 'Buckets and limits run to 100 000; null when everybody, or nobody, is inside.',
      }),
    split: z.object({ bucket: z.number().int() }).nullable(),
    variant: z.string().nullable().openapi({ description: 'Null outside the share or without a unit.' }),
  })
  .openapi('ServeStep');

const ruleStepSchema: z.ZodType<RuleStep> = z
  .object({
    id: z.string(),
    description: z.string().optional(),
    reached: z.boolean(),
    holds: z.boolean(),
    conditions: z.array(conditionStepSchema),
    serve: serveStepSchema.nullable(),
  })
  .transform(({ description, ...step }) => ({ ...step, ...(description !== undefined && { description }) }))
  .openapi('RuleStep');

const prerequisiteStepSchema: z.ZodType<PrerequisiteStep> = z
  .object({
    flag: z.string(),
    needs: z.string(),
    got: z.string().nullable(),
    met: z.boolean(),
    explanation: z.lazy(() => explanationSchema.nullable()),
  })
  .openapi('PrerequisiteStep');

/** The core's Explanation, for the description of the API and for whoever reads an answer of it. */
export const explanationSchema: z.ZodType<Explanation> = z
  .object({
    flagKey: z.string(),
    details: detailsSchema,
    decidedBy: z
      .object({
        type: z.enum(['killed', 'disabled', 'prerequisite', 'rule', 'fallthrough', 'error']),
        ruleId: z.string().optional(),
      })
      .transform(({ type, ruleId }) => ({ type, ...(ruleId !== undefined && { ruleId }) })),
    prerequisites: z.array(prerequisiteStepSchema),
    rules: z.array(ruleStepSchema),
    fallthrough: serveStepSchema.nullable(),
  })
  .openapi('Explanation');
