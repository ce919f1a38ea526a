import { z } from '@hono/zod-openapi';
import {
  OPERATORS,
  type Clause,
  type ClauseStep,
  type ConditionStep,
  type GroupStep,
  type SegmentRuleStep,
  type SegmentStep,
} from '@signalbox/core/evaluator';
import { jsonValueSchema } from '../http/schema.ts';

/**
 * What conditions saw, as the API gives it. The types stand in the core; what is absent there stays absent here. The
 * limits of what can be saved play no part: it may have been saved under others.
 */

const clauseSchema = z
  .object({
    attribute: z.string(),
    operator: z.enum(OPERATORS),
    values: z.array(z.union([z.string(), z.number(), z.boolean()])),
    negate: z.boolean().optional(),
    ignoreCase: z.boolean().optional(),
  })
  .transform(({ negate, ignoreCase, ...clause }): Clause => ({
    ...clause,
    ...(negate !== undefined && { negate }),
    ...(ignoreCase !== undefined && { ignoreCase }),
  }));

/** Groups hold conditions, segments have rules with conditions: this is where the circle closes. */
export const conditionStepSchema: z.ZodType<ConditionStep> = z
  .lazy(() => z.union([clauseStepSchema, groupStepSchema]))
  .openapi('ConditionStep');

const segmentRuleStepSchema: z.ZodType<SegmentRuleStep> = z
  .object({ id: z.string(), holds: z.boolean(), conditions: z.array(conditionStepSchema) })
  .openapi('SegmentRuleStep');

const segmentStepSchema: z.ZodType<SegmentStep> = z
  .object({
    key: z.string(),
    contains: z.boolean(),
    by: z.enum(['excluded', 'included', 'rule', 'nothing', 'missing']),
    ruleId: z
      .string()
      .optional()
      .openapi({ description: 'The rule of the segment that contains the context.' }),
    rules: z.array(segmentRuleStepSchema),
  })
  .transform(({ ruleId, ...step }) => ({ ...step, ...(ruleId !== undefined && { ruleId }) }))
  .openapi('SegmentStep');

const clauseStepSchema: z.ZodType<ClauseStep> = z
  .object({
    clause: clauseSchema,
    holds: z.boolean(),
    saw: jsonValueSchema,
    present: z.boolean().openapi({ description: 'Whether the context has the attribute.' }),
    comparable: z.boolean().openapi({ description: 'Whether the operator can compare such a value at all.' }),
    why: z.string().openapi({ example: 'country is "AT"; wanted: is one of "DE" or "CH"' }),
    segments: z.array(segmentStepSchema).optional().openapi({ description: 'For `inSegment`.' }),
  })
  .transform(({ segments, ...step }) => ({ ...step, ...(segments && { segments }) }))
  .openapi('ClauseStep');

const groupStepSchema: z.ZodType<GroupStep> = z
  .object({
    group: z.enum(['all', 'any', 'none']),
    holds: z.boolean(),
    conditions: z.array(conditionStepSchema),
  })
  .openapi('GroupStep');
