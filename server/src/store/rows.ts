import { z } from 'zod';
import { flagConfig, flagDefinition, segmentContent, unhashedEntry } from './content.ts';
import { CorruptRowError } from './store.ts';

/** What a row of each table holds, whichever the engine. The dialects' schemas say how it is kept. */

const time = z.number();
const counter = z.int();

const schemas = {
  projects: z.object({ key: z.string(), name: z.string(), sequence: counter, createdAt: time }),
  environments: z.object({
    project: z.string(),
    key: z.string(),
    name: z.string(),
    position: z.int(),
    production: z.boolean(),
    color: z.string(),
    epoch: z.string(),
    revision: counter,
    /** When `revision` was reached. */
    committedAt: time,
    /** The latest revision that was a kill or a restore; 0 when there was none. */
    urgentRevision: counter,
    createdAt: time,
  }),
  flags: z.object({
    project: z.string(),
    key: z.string(),
    definition: jsonText(flagDefinition),
    version: counter,
    createdAt: time,
  }),
  flagConfigs: z.object({
    project: z.string(),
    environment: z.string(),
    flag: z.string(),
    config: jsonText(flagConfig),
    version: counter,
    updatedAt: time,
  }),
  segments: z.object({
    project: z.string(),
    environment: z.string(),
    key: z.string(),
    content: jsonText(segmentContent).nullable(),
    version: counter,
    updatedAt: time,
  }),
  sdkKeys: z.object({
    id: z.string(),
    project: z.string(),
    environment: z.string(),
    kind: z.enum(['server', 'client']),
    name: z.string(),
    prefix: z.string(),
    hash: z.string(),
    createdAt: time,
    revokedAt: time.nullable(),
    lastUsedAt: time.nullable(),
  }),
  apiTokens: z.object({
    id: z.string(),
    name: z.string(),
    role: z.string(),
    hash: z.string(),
    /** A person's id. */
    createdBy: z.string(),
    createdAt: time,
    expiresAt: time.nullable(),
    lastUsedAt: time.nullable(),
    revokedAt: time.nullable(),
  }),
  changes: z.object({
    project: z.string(),
    sequence: counter,
    flag: z.string().nullable(),
    segment: z.string().nullable(),
    environment: z.string().nullable(),
    entry: jsonText(unhashedEntry),
    hash: z.string(),
  }),
  exposures: z.object({
    project: z.string(),
    environment: z.string(),
    flag: z.string(),
    variant: z.string(),
    reason: z.string(),
    minute: time,
    count: counter,
  }),
  exposureBatches: z.object({
    project: z.string(),
    environment: z.string(),
    batch: z.string(),
    at: time,
  }),
  metrics: z.object({
    project: z.string(),
    environment: z.string(),
    metric: z.string(),
    minute: time,
    count: counter,
    sum: z.number(),
  }),
  metricNames: z.object({ project: z.string(), environment: z.string(), metric: z.string() }),
  sdkInstances: z.object({
    project: z.string(),
    environment: z.string(),
    instance: z.string(),
    server: z.string(),
    sequence: counter,
    sdk: z.string(),
    application: z.string().nullable(),
    applicationVersion: z.string().nullable(),
    firstSeenAt: time,
    connectedAt: time,
    lastSeenAt: time,
    streaming: z.boolean(),
    polledAt: time.nullable(),
    pollMs: z.int().nullable(),
    epoch: z.string(),
    delivered: counter,
    confirmed: counter.nullable(),
    confirmedAt: time.nullable(),
    diverged: counter.nullable(),
    hasLeft: z.boolean(),
  }),
  serverProcesses: z.object({ id: z.string(), startedAt: time, seenAt: time }),
};

export type TableName = keyof typeof schemas;
export type Rows = { [N in TableName]: z.output<(typeof schemas)[N]> };

const readers: { [N in TableName]: z.ZodType<Rows[N]> } = schemas;

/** A row as the driver gave it, checked. */
export function decodeRow<N extends TableName>(table: N, raw: Record<string, unknown>): Rows[N] {
  const result = readers[table].safeParse(raw);
  if (result.success) return result.data;
  const name = [raw['project'], raw['environment'], raw['flag'], raw['key'], raw['sequence'], raw['id']]
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .join('/');
  throw new CorruptRowError(`The row ${name} of ${table} cannot be read: ${z.prettifyError(result.error)}`);
}

/** Columns as the driver takes them. */
export function encodeRow<N extends TableName>(table: N, row: Partial<Rows[N]>): Record<string, unknown> {
  const columns: Record<string, z.ZodType> = schemas[table].shape;
  const encoded: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(columns)) {
    const value: unknown = Reflect.get(row, name);
    if (value !== undefined) encoded[name] = z.encode(schema, value);
  }
  return encoded;
}

function jsonText<T>(schema: z.ZodType<T>) {
  return z.codec(z.string(), schema, {
    decode(text, context): unknown {
      try {
        return JSON.parse(text);
      } catch {
        context.issues.push({ code: 'custom', input: text, message: 'is not JSON' });
        return z.NEVER;
      }
    },
    encode: (value) => JSON.stringify(value),
  });
}
