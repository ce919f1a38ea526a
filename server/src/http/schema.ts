import { z } from '@hono/zod-openapi';
import type { JsonValue } from '@signalbox/core/evaluator';

/** Limits of what can be saved. docs/limits.md lists them for users. */
export const LIMITS = {
  keyLength: 64,
  nameLength: 120,
  descriptionLength: 2_000,
  commentLength: 1_000,
  tags: 20,
  variants: 50,
  variantBytes: 65_536,
  /** Lists and objects inside one another. */
  variantDepth: 32,
  rules: 100,
  clauses: 20,
  clauseValues: 1_000,
  valueLength: 512,
  segmentKeys: 100_000,
  flagsPerProject: 5_000,
  environmentsPerProject: 20,
  /** Of a request to the admin API. */
  bodyBytes: 8_388_608,
} as const;

/** Names with a meaning of their own in JavaScript: whoever copies objects carelessly would be changed by them. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Keys stand in URLs, code and file names: plain, and never one of an object's own names. */
export const keySchema = z
  .string()
  .min(1, 'must not be empty')
  .max(LIMITS.keyLength, `must have at most ${LIMITS.keyLength} characters`)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'must start with a-z or 0-9 and contain only a-z, 0-9, ".", "_" and "-"')
  .refine((key) => !RESERVED_NAMES.has(key), 'is a reserved word')
  .openapi({ example: 'new-checkout' });

export const commentSchema = z
  .string()
  .trim()
  .max(LIMITS.commentLength, `must have at most ${LIMITS.commentLength} characters`)
  .default('')
  .openapi({ description: 'Why: kept in the change log.' });

export const timeSchema = z.number().int().openapi({ description: 'Milliseconds since 1970, UTC.' });

/** What the server itself gave a thing to be told by. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be an id as the server gives them');

/** What people call a thing: one line of text. */
export const nameSchema = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(LIMITS.nameLength, `must have at most ${LIMITS.nameLength} characters`)
  .regex(/^\P{Cc}*$/u, 'must not contain control characters');

/** Whatever JSON can carry. Not `z.json()`: its endless schema cannot be written into an OpenAPI document. */
export const jsonValueSchema = z
  .custom<JsonValue>((value) => value !== undefined, 'is missing')
  .openapi('JsonValue', {
    description: 'Any JSON value.',
    type: ['null', 'boolean', 'number', 'string', 'array', 'object'],
  });

/** RFC 9457 problem details, with one entry for each bad field. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().openapi({ description: 'Stable, for programs.', example: 'invalid_request' }),
    detail: z.string(),
    errors: z
      .array(
        z.object({
          field: z.string().openapi({ example: 'rules.0.serve.variant' }),
          problem: z.string(),
          remedy: z.string(),
        }),
      )
      .optional(),
    /** With 412: the version that the request named, and the one that stands. */
    expected: z.number().int().optional(),
    current: z.number().int().optional(),
    currentValue: z.unknown().optional(),
  })
  .openapi('Problem');

export type Problem = z.infer<typeof problemSchema>;

export const projectParams = z.object({ project: keySchema });
export const environmentParams = projectParams.extend({ environment: keySchema });
export const flagParams = projectParams.extend({ flag: keySchema });
export const flagEnvironmentParams = flagParams.extend({ environment: keySchema });

/** Writes that replace a thing name the version they were made from, so that nobody's work is lost. */
export const ifMatchHeader = z.object({
  'if-match': z
    .string()
    .regex(/^"?\d{1,15}"?$/, 'must be the version that you read, such as "7"')
    .openapi({ description: 'The version that the edit was made from.', example: '"7"' }),
});
