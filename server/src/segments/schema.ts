import { z } from '@hono/zod-openapi';
import { ruleIdSchema } from '../flags/schema.ts';
import {
  commentSchema,
  environmentParams,
  keySchema,
  LIMITS,
  longList,
  nameSchema,
  timeSchema,
} from '../http/schema.ts';
import { conditionSchema } from '../targeting/schema.ts';

const listedKeys = longList<string>(
  LIMITS.segmentKeys,
  { type: 'string', minLength: 1, maxLength: LIMITS.valueLength },
  (value) => {
    if (typeof value !== 'string') return 'is not a string';
    if (value === '') return 'must not be empty';
    if (value.length <= LIMITS.valueLength) return undefined;
    return `has ${value.length} characters; ${LIMITS.valueLength} is the most`;
  },
);

const segmentRuleSchema = z
  .strictObject({
    id: ruleIdSchema,
    clauses: z.array(conditionSchema).min(1).max(LIMITS.clauses),
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
