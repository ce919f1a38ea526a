import { z } from '@hono/zod-openapi';
import { clauseSchema, ruleIdSchema } from '../flags/schema.ts';
import {
  commentSchema,
  environmentParams,
  keySchema,
  LIMITS,
  nameSchema,
  timeSchema,
} from '../http/schema.ts';

const listedKeys = z
  .array(z.string().min(1, 'must not be empty').max(LIMITS.valueLength))
  .max(LIMITS.segmentKeys);

const segmentRuleSchema = z
  .strictObject({
    id: ruleIdSchema,
    clauses: z.array(clauseSchema).min(1).max(LIMITS.clauses),
  })
  .openapi('SegmentRule');

const content = {
  name: nameSchema,
  description: z.string().trim().max(LIMITS.descriptionLength),
  included: listedKeys,
  excluded: listedKeys,
  rules: z.array(segmentRuleSchema).max(LIMITS.rules),
};

export const createSegmentSchema = z
  .strictObject({
    key: keySchema,
    name: content.name,
    description: content.description.default(''),
    included: content.included.default([]),
    excluded: content.excluded.default([]),
    rules: content.rules.default([]),
    comment: commentSchema,
  })
  .openapi('CreateSegment');

export const updateSegmentSchema = z
  .strictObject({ ...content, comment: commentSchema })
  .openapi('UpdateSegment');

export const segmentSchema = z
  .object({
    key: z.string(),
    name: z.string(),
    description: z.string(),
    included: z.array(z.string()),
    excluded: z.array(z.string()),
    rules: z.array(segmentRuleSchema),
    version: z.number().int(),
    updatedAt: timeSchema,
  })
  .openapi('Segment');

export const segmentParams = environmentParams.extend({ segment: keySchema });
