import { z } from '@hono/zod-openapi';
import { commentSchema, jsonValueSchema, keySchema, projectParams, timeSchema } from '../http/schema.ts';
import { CHANGE_ACTIONS } from '../store/model.ts';

export const changesQuery = z.object({
  flag: keySchema.optional(),
  segment: keySchema.optional(),
  environment: keySchema.optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const changeParams = projectParams.extend({ sequence: z.coerce.number().int().positive() });

export const changeSchema = z
  .object({
    project: z.string(),
    sequence: z.number().int(),
    at: timeSchema,
    actor: z.object({
      type: z.enum(['user', 'system']),
      id: z.string(),
      name: z.string(),
      token: z
        .object({ id: z.string(), name: z.string() })
        .exactOptional()
        .openapi({ description: "The API token that acted in the person's name." }),
    }),
    action: z.enum(CHANGE_ACTIONS),
    flag: z.string().nullable(),
    segment: z.string().nullable(),
    environment: z.string().nullable(),
    comment: z.string(),
    items: z.array(
      z.object({
        type: z.enum(['project', 'environment', 'flag', 'flagConfig', 'segment', 'sdkKey']),
        key: z.string(),
        environment: z.string().nullable(),
        before: jsonValueSchema,
        after: jsonValueSchema,
      }),
    ),
    revisions: z.record(z.string(), z.number().int()),
    hash: z.string(),
  })
  .openapi('Change');

export const revertChangeSchema = z.strictObject({ comment: commentSchema }).openapi('RevertChange');
