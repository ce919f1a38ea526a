import { OPERATORS, type Condition, type Flag, type JsonValue } from '@signalbox/core/evaluator';
import { z } from 'zod';

/**
 * The format of the files in cases/. What most flags have in common may be left out: see the defaults below.
 * `unreadable` flags are sent as they are, for no server would save them.
 */

const json: z.ZodType<JsonValue> = z.json();

const clause = z.strictObject({
  attribute: z.string().default('targetingKey'),
  operator: z.enum(OPERATORS),
  values: z.array(z.union([z.string(), z.number(), z.boolean()])).default([]),
  negate: z.boolean().exactOptional(),
  ignoreCase: z.boolean().exactOptional(),
});

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    clause,
    z.strictObject({ all: z.array(condition) }),
    z.strictObject({ any: z.array(condition) }),
    z.strictObject({ none: z.array(condition) }),
  ]),
);

const serve = z.strictObject({
  variant: z.string().exactOptional(),
  split: z.array(z.strictObject({ variant: z.string(), weight: z.int() })).exactOptional(),
  share: z.int().exactOptional(),
  bucketBy: z.string().exactOptional(),
  hashing: z.literal('signalbox-1').exactOptional(),
});

const rule = z.strictObject({
  id: z.string().default('rule'),
  description: z.string().exactOptional(),
  clauses: z.array(condition).default([]),
  serve: serve.default({ variant: 'on' }),
});

const flag: z.ZodType<Flag> = z.strictObject({
  key: z.string(),
  version: z.int().default(1),
  valueType: z.enum(['boolean', 'string', 'number', 'json']).default('boolean'),
  variants: z.array(z.strictObject({ name: z.string(), value: json })).default([
    { name: 'on', value: true },
    { name: 'off', value: false },
  ]),
  enabled: z.boolean().default(true),
  killed: z.literal(true).exactOptional(),
  offVariant: z.string().default('off'),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
  prerequisites: z.array(z.strictObject({ flag: z.string(), variant: z.string() })).exactOptional(),
  rules: z.array(rule).default([]),
  fallthrough: serve.default({ variant: 'off' }),
  salt: z.string().default('a1b2c3d4'),
});

const segment = z.strictObject({
  key: z.string(),
  version: z.int().default(1),
  included: z.array(z.string()).default([]),
  excluded: z.array(z.string()).default([]),
  rules: z
    .array(z.strictObject({ id: z.string().default('rule'), clauses: z.array(condition).default([]) }))
    .default([]),
});

const answer = z.strictObject({
  value: json,
  variant: z.string().exactOptional(),
  reason: z.enum(['STATIC', 'DEFAULT', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'ERROR']),
  errorCode: z
    .enum(['FLAG_NOT_FOUND', 'PARSE_ERROR', 'TYPE_MISMATCH', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT'])
    .exactOptional(),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

const oneCase = z.strictObject({
  /** Unique among all files. */
  name: z.string().min(1),
  flag: z.string(),
  /** The type that is asked for; the flag's own when absent. */
  type: z.enum(['boolean', 'string', 'number', 'json']).exactOptional(),
  /** The caller's default; see DEFAULTS in questions.ts when absent. */
  default: json.exactOptional(),
  context: json.exactOptional(),
  /** An answer, or the name of one in `answers`. */
  expect: z.union([z.string(), answer]),
});

export const caseFileSchema = z.strictObject({
  /** What the file is about, in a sentence. */
  about: z.string().min(1),
  flags: z.array(flag).default([]),
  segments: z.array(segment).default([]),
  unreadable: z.array(z.looseObject({ key: z.string(), version: z.int().default(1) })).default([]),
  /** Answers that many cases have in common. */
  answers: z.record(z.string(), answer).default({}),
  cases: z.array(oneCase).min(1),
});
