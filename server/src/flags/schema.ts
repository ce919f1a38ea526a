import { z } from '@hono/zod-openapi';
import type { Serve } from '@signalbox/core/evaluator';
import { commentSchema, jsonValueSchema, keySchema, LIMITS, timeSchema } from '../http/schema.ts';
import { FLAG_KINDS, type JsonSchema } from '../store/model.ts';
import { attributeSchema, conditionSchema } from '../targeting/schema.ts';
import { metadataSchema } from './metadata-schema.ts';

export const valueTypeSchema = z.enum(['boolean', 'string', 'number', 'json']);

const variantNameSchema = z
  .string()
  .min(1, 'must not be empty')
  .max(LIMITS.keyLength)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'may contain only letters, digits, ".", "_" and "-"');

const variantSchema = z.strictObject({ name: variantNameSchema, value: jsonValueSchema });

/** Thousandths of a percent. */
const shareSchema = z
  .number()
  .int('must be a whole number of thousandths of a percent')
  .min(0)
  .max(100_000)
  .openapi({ description: 'In thousandths of a percent: 20 000 is 20 %.', example: 20_000 });

const serveSchema = z
  .strictObject({
    variant: variantNameSchema.optional(),
    split: z
      .array(z.strictObject({ variant: variantNameSchema, weight: shareSchema }))
      .min(2)
      .max(LIMITS.variants)
      .optional(),
    share: shareSchema.optional(),
    bucketBy: attributeSchema.optional(),
    hashing: z.literal('signalbox-1').optional(),
  })
  .transform(
    // What is absent stays absent: in the database, on the wire and in a diff.
    ({ variant, split, share, bucketBy, hashing }): Serve => ({
      ...(variant !== undefined && { variant }),
      ...(split !== undefined && { split }),
      ...(share !== undefined && { share }),
      ...(bucketBy !== undefined && { bucketBy }),
      ...(hashing !== undefined && { hashing }),
    }),
  )
  .openapi('Serve');

export const ruleIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,32}$/, 'must be 1 to 32 letters, digits, "_" or "-"');

const ruleSchema = z
  .strictObject({
    id: ruleIdSchema,
    description: z.string().max(LIMITS.nameLength).exactOptional(),
    clauses: z.array(conditionSchema).max(LIMITS.clauses),
    serve: serveSchema,
  })
  .openapi('Rule');

/** What is absent stays absent: an empty list means the same and is not kept. */
const prerequisitesSchema = z
  .array(z.strictObject({ flag: keySchema, variant: variantNameSchema }).openapi('Prerequisite'))
  .max(LIMITS.prerequisites)
  .transform((prerequisites) => (prerequisites.length > 0 ? prerequisites : undefined))
  .optional()
  .openapi({
    description: 'Flags that must be at a variant before the rules are tried; otherwise the off variant.',
  });

const killSchema = z
  .object({ at: timeSchema, by: z.string(), reason: z.string(), incident: z.string().nullable() })
  .openapi('Kill');

const jsonSchemaSchema = z
  .custom<JsonSchema>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object',
  )
  .openapi('JsonSchema', {
    description: 'A JSON Schema, draft 2020-12 or draft-07, that the variants of a json flag satisfy.',
    type: 'object',
    additionalProperties: true,
    example: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
  });

const definitionFields = {
  description: z.string().trim().max(LIMITS.descriptionLength),
  owner: z.string().trim().max(LIMITS.nameLength),
  tags: z
    .array(z.string().trim().min(1).max(LIMITS.tagLength))
    .max(LIMITS.tags)
    .refine((tags) => new Set(tags).size === tags.length, 'must not name a tag twice'),
  runbookUrl: z
    .url({
      protocol: /^https?$/,
      error: ({ code }) => (code === 'invalid_format' ? 'must be an http or https address' : undefined),
    })
    .max(LIMITS.urlLength)
    .nullable(),
  expectedRemoval: z.iso.date('must be a date such as 2027-01-31').nullable(),
  clientSide: z.boolean(),
  jsonSchema: jsonSchemaSchema.nullable(),
  metadata: metadataSchema,
};

export const createFlagSchema = z
  .strictObject({
    key: keySchema,
    kind: z.enum(FLAG_KINDS),
    valueType: valueTypeSchema,
    variants: z.array(variantSchema).min(1).max(LIMITS.variants).optional().openapi({
      description: 'A boolean flag gets "on" and "off" when it names none.',
    }),
    offVariant: variantNameSchema.optional().openapi({
      description: 'Served while it is off; the last variant when absent.',
    }),
    description: definitionFields.description.default(''),
    owner: definitionFields.owner.default(''),
    tags: definitionFields.tags.default([]),
    runbookUrl: definitionFields.runbookUrl.default(null),
    expectedRemoval: definitionFields.expectedRemoval.default(null),
    clientSide: definitionFields.clientSide.default(false),
    jsonSchema: definitionFields.jsonSchema.default(null),
    metadata: definitionFields.metadata.optional(),
    comment: commentSchema,
  })
  .openapi('CreateFlag');

export const updateFlagSchema = z
  .strictObject({
    ...definitionFields,
    kind: z.enum(FLAG_KINDS),
    variants: z.array(variantSchema).min(1).max(LIMITS.variants),
  })
  .partial()
  .extend({ comment: commentSchema })
  .openapi('UpdateFlag');

const configFields = {
  enabled: z.boolean(),
  offVariant: variantNameSchema,
  prerequisites: prerequisitesSchema,
  rules: z.array(ruleSchema).max(LIMITS.rules),
  fallthrough: serveSchema,
};

export const configureFlagSchema = z
  .strictObject({ ...configFields, comment: commentSchema })
  .transform(({ prerequisites, ...config }) => ({ ...config, ...(prerequisites && { prerequisites }) }))
  .openapi('ConfigureFlag');

/** A configuration that is not to be saved. */
export const draftConfigSchema = z
  .strictObject(configFields)
  .transform(({ prerequisites, ...config }) => ({ ...config, ...(prerequisites && { prerequisites }) }))
  .openapi('DraftConfig');

export const archiveFlagSchema = z.strictObject({ comment: commentSchema }).openapi('ArchiveFlag');

export const killFlagSchema = z
  .strictObject({
    reason: z.string().trim().max(LIMITS.commentLength).default(''),
    incident: z.string().trim().max(LIMITS.nameLength).nullable().default(null),
  })
  .openapi('KillFlag');

export const restoreFlagSchema = z
  .strictObject({
    confirm: z.string().openapi({ description: "The flag's key, typed again: on is deliberate." }),
    comment: commentSchema,
  })
  .openapi('RestoreFlag');

export const flagConfigSchema = z
  .object({
    enabled: z.boolean(),
    offVariant: z.string(),
    prerequisites: z.array(z.object({ flag: z.string(), variant: z.string() })).optional(),
    rules: z.array(ruleSchema),
    fallthrough: serveSchema,
    killed: killSchema.nullable(),
    version: z.number().int(),
    updatedAt: timeSchema,
  })
  .openapi('FlagConfig');

export const flagSchema = z
  .object({
    key: z.string(),
    kind: z.enum(FLAG_KINDS),
    valueType: valueTypeSchema,
    variants: z.array(variantSchema),
    jsonSchema: jsonSchemaSchema.optional().openapi({ description: 'Absent when anything goes.' }),
    description: z.string(),
    owner: z.string(),
    tags: z.array(z.string()),
    runbookUrl: z.string().nullable(),
    expectedRemoval: z.string().nullable(),
    clientSide: z.boolean(),
    salt: z.string(),
    archived: z.boolean(),
    metadata: metadataSchema.optional(),
    version: z.number().int(),
    createdAt: timeSchema,
    environments: z.record(z.string(), flagConfigSchema),
  })
  .openapi('Flag');

/** What kill and restore answer: where to watch it arrive. */
export const killedSchema = z
  .object({
    config: flagConfigSchema,
    changed: z.boolean().openapi({ description: 'False when it was killed before.' }),
    sequence: z.number().int(),
    revision: z.number().int().openapi({ description: 'Follow it with GET …/receipts/{revision}.' }),
  })
  .openapi('KillResult');
