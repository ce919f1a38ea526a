import {
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/**
 * The tables as Postgres has them. Their twins are in ../sqlite/schema.ts; ../rows.ts says what a row holds.
 * JSON is kept as text: jsonb would reorder keys and refuse some strings.
 */

export const projects = pgTable('projects', {
  key: text('key').primaryKey(),
  name: text('name').notNull(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
});

export const environments = pgTable(
  'environments',
  {
    project: text('project')
      .notNull()
      .references(() => projects.key),
    key: text('key').notNull(),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    production: boolean('production').notNull(),
    color: text('color').notNull(),
    epoch: text('epoch').notNull(),
    revision: bigint('revision', { mode: 'number' }).notNull(),
    committedAt: bigint('committed_at', { mode: 'number' }).notNull(),
    urgentRevision: bigint('urgent_revision', { mode: 'number' }).notNull(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.project, table.key] })],
);

export const flags = pgTable(
  'flags',
  {
    project: text('project')
      .notNull()
      .references(() => projects.key),
    key: text('key').notNull(),
    definition: text('definition').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.project, table.key] })],
);

export const flagConfigs = pgTable(
  'flag_configs',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    flag: text('flag').notNull(),
    config: text('config').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
    updatedAt: bigint('updated_at', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.project, table.environment, table.flag] }),
    foreignKey({
      name: 'flag_configs_environment_fk',
      columns: [table.project, table.environment],
      foreignColumns: [environments.project, environments.key],
    }),
    foreignKey({
      name: 'flag_configs_flag_fk',
      columns: [table.project, table.flag],
      foreignColumns: [flags.project, flags.key],
    }),
    index('flag_configs_version').on(table.project, table.environment, table.version),
    index('flag_configs_flag').on(table.project, table.flag),
  ],
);

export const segments = pgTable(
  'segments',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    key: text('key').notNull(),
    /** Null once it was removed: the row stays, so that whoever had it can be told. */
    content: text('content'),
    version: bigint('version', { mode: 'number' }).notNull(),
    updatedAt: bigint('updated_at', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.project, table.environment, table.key] }),
    foreignKey({
      name: 'segments_environment_fk',
      columns: [table.project, table.environment],
      foreignColumns: [environments.project, environments.key],
    }),
    index('segments_version').on(table.project, table.environment, table.version),
  ],
);

export const sdkKeys = pgTable(
  'sdk_keys',
  {
    id: text('id').primaryKey(),
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    prefix: text('prefix').notNull(),
    hash: text('hash').notNull(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
    revokedAt: bigint('revoked_at', { mode: 'number' }),
    lastUsedAt: bigint('last_used_at', { mode: 'number' }),
  },
  (table) => [
    uniqueIndex('sdk_keys_hash').on(table.hash),
    foreignKey({
      name: 'sdk_keys_environment_fk',
      columns: [table.project, table.environment],
      foreignColumns: [environments.project, environments.key],
    }),
    index('sdk_keys_environment').on(table.project, table.environment),
  ],
);

/** Append-only: triggers refuse every update and delete. */
export const changes = pgTable(
  'changes',
  {
    project: text('project')
      .notNull()
      .references(() => projects.key),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    flag: text('flag'),
    segment: text('segment'),
    environment: text('environment'),
    entry: text('entry').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.project, table.sequence] }),
    index('changes_flag').on(table.project, table.flag, table.sequence),
    index('changes_segment').on(table.project, table.segment, table.sequence),
  ],
);

export const exposures = pgTable(
  'exposures',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    flag: text('flag').notNull(),
    variant: text('variant').notNull(),
    reason: text('reason').notNull(),
    minute: bigint('minute', { mode: 'number' }).notNull(),
    count: bigint('count', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.project, table.environment, table.minute, table.flag, table.variant, table.reason],
    }),
    foreignKey({
      name: 'exposures_environment_fk',
      columns: [table.project, table.environment],
      foreignColumns: [environments.project, environments.key],
    }),
    index('exposures_flag').on(table.project, table.flag, table.minute),
  ],
);

export const exposureBatches = pgTable(
  'exposure_batches',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    batch: text('batch').notNull(),
    at: bigint('at', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.project, table.environment, table.batch] }),
    foreignKey({
      name: 'exposure_batches_environment_fk',
      columns: [table.project, table.environment],
      foreignColumns: [environments.project, environments.key],
    }),
    index('exposure_batches_at').on(table.at),
  ],
);

export const metrics = pgTable(
  'metrics',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    metric: text('metric').notNull(),
    minute: bigint('minute', { mode: 'number' }).notNull(),
    count: bigint('count', { mode: 'number' }).notNull(),
    sum: doublePrecision('sum').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.project, table.environment, table.minute, table.metric] }),
    foreignKey({
      name: 'metrics_name_fk',
      columns: [table.project, table.environment, table.metric],
      foreignColumns: [metricNames.project, metricNames.environment, metricNames.metric],
    }),
  ],
);

export const metricNames = pgTable(
  'metric_names',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    metric: text('metric').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.project, table.environment, table.metric] }),
    foreignKey({
      name: 'metric_names_environment_fk',
      columns: [table.project, table.environment],
      foreignColumns: [environments.project, environments.key],
    }),
  ],
);

/**
 * What people give to their scripts. `createdBy` is a person's id, without a reference: a token whose owner is gone
 * lets nobody in, but stays in the list.
 */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    hash: text('hash').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
    expiresAt: bigint('expires_at', { mode: 'number' }),
    lastUsedAt: bigint('last_used_at', { mode: 'number' }),
    revokedAt: bigint('revoked_at', { mode: 'number' }),
  },
  (table) => [
    uniqueIndex('api_tokens_hash').on(table.hash),
    index('api_tokens_created_by').on(table.createdBy),
  ],
);

/**
 * SDK instances, as each server process knows them: it writes only its own rows, so that no two ever write the same. No
 * references: what an instance says must be written down even while its environment is being changed.
 */
export const sdkInstances = pgTable(
  'sdk_instances',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    instance: text('instance').notNull(),
    server: text('server').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    sdk: text('sdk').notNull(),
    application: text('application'),
    applicationVersion: text('application_version'),
    firstSeenAt: bigint('first_seen_at', { mode: 'number' }).notNull(),
    connectedAt: bigint('connected_at', { mode: 'number' }).notNull(),
    lastSeenAt: bigint('last_seen_at', { mode: 'number' }).notNull(),
    streaming: boolean('streaming').notNull(),
    polledAt: bigint('polled_at', { mode: 'number' }),
    pollMs: bigint('poll_ms', { mode: 'number' }),
    epoch: text('epoch').notNull(),
    delivered: bigint('delivered', { mode: 'number' }).notNull(),
    confirmed: bigint('confirmed', { mode: 'number' }),
    confirmedAt: bigint('confirmed_at', { mode: 'number' }),
    diverged: bigint('diverged', { mode: 'number' }),
    hasLeft: boolean('has_left').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.project, table.environment, table.instance, table.server] }),
    index('sdk_instances_sequence').on(table.project, table.environment, table.server, table.sequence),
    index('sdk_instances_server').on(table.server),
  ],
);

/** The server processes that hold those streams. Who does not say for a while that it lives is gone. */
export const serverProcesses = pgTable('server_processes', {
  id: text('id').primaryKey(),
  startedAt: bigint('started_at', { mode: 'number' }).notNull(),
  seenAt: bigint('seen_at', { mode: 'number' }).notNull(),
});
