import { z } from 'zod';
import {
  OPERATORS,
  type Clause,
  type Condition,
  type Group,
  type JsonValue,
  type Serve,
} from '@signalbox/core/evaluator';
import {
  CHANGE_ACTIONS,
  FLAG_KINDS,
  type ChangeEntry,
  type FlagConfig,
  type FlagDefinition,
  type SegmentContent,
} from './model.ts';

/**
 * The shape of the JSON that rows hold, checked whenever one is read or written: a row that was damaged, or written
 * by a release that knew more, stops the read instead of losing what it holds. What values make sense is decided by
 * the features before they commit.
 */

const jsonValue: z.ZodType<JsonValue> = z.json();

const clause: z.ZodType<Clause> = z.strictObject({
  attribute: z.string(),
  operator: z.enum(OPERATORS),
  values: z.array(z.union([z.string(), z.number(), z.boolean()])),
  negate: z.boolean().exactOptional(),
  ignoreCase: z.boolean().exactOptional(),
});

const condition: z.ZodType<Condition> = z.lazy(() => z.union([clause, group]));

const group: z.ZodType<Group> = z.strictObject({
  all: z.array(condition).exactOptional(),
  any: z.array(condition).exactOptional(),
  none: z.array(condition).exactOptional(),
});

const serve: z.ZodType<Serve> = z.strictObject({
  variant: z.string().exactOptional(),
  split: z.array(z.strictObject({ variant: z.string(), weight: z.number() })).exactOptional(),
  share: z.number().exactOptional(),
  bucketBy: z.string().exactOptional(),
  hashing: z.literal('signalbox-1').exactOptional(),
});

export const flagDefinition: z.ZodType<FlagDefinition> = z.strictObject({
  kind: z.enum(FLAG_KINDS),
  valueType: z.enum(['boolean', 'string', 'number', 'json']),
  variants: z.array(z.strictObject({ name: z.string(), value: jsonValue })),
  jsonSchema: z.record(z.string(), jsonValue).exactOptional(),
  description: z.string(),
  owner: z.string(),
  tags: z.array(z.string()),
  runbookUrl: z.string().nullable(),
  expectedRemoval: z.string().nullable(),
  clientSide: z.boolean(),
  salt: z.string(),
  archived: z.boolean(),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
});

export const flagConfig: z.ZodType<FlagConfig> = z.strictObject({
  enabled: z.boolean(),
  offVariant: z.string(),
  prerequisites: z.array(z.strictObject({ flag: z.string(), variant: z.string() })).exactOptional(),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      description: z.string().exactOptional(),
      clauses: z.array(condition),
      serve,
    }),
  ),
  fallthrough: serve,
  killed: z
    .strictObject({
      at: z.number(),
      by: z.string(),
      reason: z.string(),
      incident: z.string().nullable(),
    })
    .nullable(),
});

export const segmentContent: z.ZodType<SegmentContent> = z.strictObject({
  name: z.string(),
  description: z.string(),
  included: z.array(z.string()),
  excluded: z.array(z.string()),
  rules: z.array(z.strictObject({ id: z.string(), clauses: z.array(condition) })),
});

/** An entry of the change log but for its hash, which is taken over the rest. */
export type UnhashedEntry = Omit<ChangeEntry, 'hash'>;

export const unhashedEntry: z.ZodType<UnhashedEntry> = z.strictObject({
  project: z.string(),
  sequence: z.int(),
  at: z.number(),
  actor: z.strictObject({
    type: z.enum(['user', 'system']),
    id: z.string(),
    name: z.string(),
    token: z.strictObject({ id: z.string(), name: z.string() }).exactOptional(),
  }),
  action: z.enum(CHANGE_ACTIONS),
  flag: z.string().nullable(),
  segment: z.string().nullable(),
  environment: z.string().nullable(),
  comment: z.string(),
  items: z.array(
    z.strictObject({
      type: z.enum(['project', 'environment', 'flag', 'flagConfig', 'segment', 'sdkKey']),
      key: z.string(),
      environment: z.string().nullable(),
      before: jsonValue,
      after: jsonValue,
    }),
  ),
  revisions: z.record(z.string(), z.int()),
});
