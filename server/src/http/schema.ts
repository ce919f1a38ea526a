import { z } from '@hono/zod-openapi';
import type { JsonValue } from '@signalbox/core/evaluator';

/** Limits of what can be saved. docs/limits.md lists them for users. */
export const LIMITS = {
  keyLength: 64,
  nameLength: 120,
  descriptionLength: 2_000,
  commentLength: 1_000,
  tags: 20,
  tagLength: 40,
  /** Characters of the address of a runbook. */
  urlLength: 500,
  variants: 50,
  variantBytes: 65_536,
  /** Lists and objects inside one another. */
  variantDepth: 32,
  jsonSchemaBytes: 65_536,
  jsonSchemaDepth: 32,
  /** Entries that a flag's owners attach to its answers. */
  metadata: 20,
  metadataNameLength: 64,
  metadataValueLength: 512,
  rules: 100,
  /** Of a rule, counted through its groups. */
  clauses: 50,
  /** Groups inside one another. */
  groupDepth: 5,
  /** Characters of the path to an attribute. */
  attributeLength: 128,
  clauseValues: 1_000,
  valueLength: 512,
  /** Regular expressions in all rules of a flag in an environment, or of a segment. */
  patterns: 50,
  /** Steps that a regular expression takes for each character of a text, at worst. */
  patternSteps: 250,
  segmentKeys: 100_000,
  segmentsPerEnvironment: 1_000,
  /** Segments that are asked for one answer, those in segments included: one that several ask for is asked for each. */
  segmentQuestions: 1_000,
  /** Segments in a row, each of which asks for the next. */
  segmentDepth: 10,
  /** Of a flag in an environment. */
  prerequisites: 20,
  /** Flags in a row, each of which requires the next: that many steps from the first to the last. */
  prerequisiteDepth: 10,
  /** Flags that are asked to answer one of them: one that several require is asked for each. */
  prerequisiteQuestions: 200,
  /** Of an evaluation context that is sent to the server, as JSON. */
  contextBytes: 65_536,
  /** Lists and objects inside one another in such a context. */
  contextDepth: 32,
  /** Different names that applications count with `track`. */
  metricsPerEnvironment: 200,
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
  .max(LIMITS.keyLength)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'must start with a-z or 0-9 and contain only a-z, 0-9, ".", "_" and "-"')
  .refine((key) => !RESERVED_NAMES.has(key), 'is a reserved word')
  .openapi({ example: 'new-checkout' });

export const commentSchema = z
  .string()
  .trim()
  .max(LIMITS.commentLength)
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
  .max(LIMITS.nameLength)
  .regex(/^\P{Cc}*$/u, 'must not contain control characters');

/**
 * A long list. Of the entries that are wrong only the first is named: naming hundreds of thousands would take the server
 * far longer than reading them.
 * @param entry how the API's description says what an entry is
 * @param problemOf what is wrong with an entry
 */
export function longList<T>(
  most: number,
  entry: { type: 'string' | ('string' | 'number' | 'boolean')[]; minLength?: number; maxLength: number },
  problemOf: (value: unknown) => string | undefined,
) {
  return z
    .array(z.custom<T>().openapi(entry))
    .max(most)
    .superRefine((values, context) => {
      const index = values.findIndex((value) => problemOf(value) !== undefined);
      const message = problemOf(values[index]);
      if (index >= 0 && message !== undefined) context.addIssue({ code: 'custom', path: [index], message });
    });
}

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
