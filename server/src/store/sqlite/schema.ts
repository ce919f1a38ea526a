import {
  foreignKey,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

/**
 * The tables as SQLite has them. Their twins are in ../postgres/schema.ts; ../rows.ts says what a row holds.
 * JSON is kept as text: it comes back exactly as it went in.
 */

export const projects = sqliteTable('projects', {
  key: text('key').primaryKey(),
  name: text('name').notNull(),
  sequence: integer('sequence').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const environments = sqliteTable(
  'environments',
  {
    project: text('project')
      .notNull()
      .references(() => projects.key),
    key: text('key').notNull(),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    production: integer('production', { mode: 'boolean' }).notNull(),
    color: text('color').notNull(),
    epoch: text('epoch').notNull(),
    revision: integer('revision').notNull(),
    committedAt: integer('committed_at').notNull(),
    urgentRevision: integer('urgent_revision').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.project, table.key] })],
);

export const flags = sqliteTable(
  'flags',
  {
    project: text('project')
      .notNull()
      .references(() => projects.key),
    key: text('key').notNull(),
    definition: text('definition').notNull(),
    version: integer('version').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.project, table.key] })],
);

export const flagConfigs = sqliteTable(
  'flag_configs',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    flag: text('flag').notNull(),
    config: text('config').notNull(),
    version: integer('version').notNull(),
    updatedAt: integer('updated_at').notNull(),
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

export const segments = sqliteTable(
  'segments',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    key: text('key').notNull(),
    /** Null once it was removed: the row stays, so that whoever had it can be told. */
    content: text('content'),
    version: integer('version').notNull(),
    updatedAt: integer('updated_at').notNull(),
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

export const sdkKeys = sqliteTable(
  'sdk_keys',
  {
    id: text('id').primaryKey(),
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    prefix: text('prefix').notNull(),
    hash: text('hash').notNull(),
    createdAt: integer('created_at').notNull(),
    revokedAt: integer('revoked_at'),
    lastUsedAt: integer('last_used_at'),
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
export const changes = sqliteTable(
  'changes',
  {
    project: text('project')
      .notNull()
      .references(() => projects.key),
    sequence: integer('sequence').notNull(),
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

export const exposures = sqliteTable(
  'exposures',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    flag: text('flag').notNull(),
    variant: text('variant').notNull(),
    reason: text('reason').notNull(),
    minute: integer('minute').notNull(),
    count: integer('count').notNull(),
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

export const exposureBatches = sqliteTable(
  'exposure_batches',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    batch: text('batch').notNull(),
    at: integer('at').notNull(),
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

export const metrics = sqliteTable(
  'metrics',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    metric: text('metric').notNull(),
    minute: integer('minute').notNull(),
    count: integer('count').notNull(),
    sum: real('sum').notNull(),
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

export const metricNames = sqliteTable(
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
export const apiTokens = sqliteTable(
  'api_tokens',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    hash: text('hash').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at'),
    lastUsedAt: integer('last_used_at'),
    revokedAt: integer('revoked_at'),
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
export const sdkInstances = sqliteTable(
  'sdk_instances',
  {
    project: text('project').notNull(),
    environment: text('environment').notNull(),
    instance: text('instance').notNull(),
    server: text('server').notNull(),
    sequence: integer('sequence').notNull(),
    sdk: text('sdk').notNull(),
    application: text('application'),
    applicationVersion: text('application_version'),
    firstSeenAt: integer('first_seen_at').notNull(),
    connectedAt: integer('connected_at').notNull(),
    lastSeenAt: integer('last_seen_at').notNull(),
    streaming: integer('streaming', { mode: 'boolean' }).notNull(),
    polledAt: integer('polled_at'),
    pollMs: integer('poll_ms'),
    epoch: text('epoch').notNull(),
    delivered: integer('delivered').notNull(),
    confirmed: integer('confirmed'),
    confirmedAt: integer('confirmed_at'),
    diverged: integer('diverged'),
    hasLeft: integer('has_left', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.project, table.environment, table.instance, table.server] }),
    index('sdk_instances_sequence').on(table.project, table.environment, table.server, table.sequence),
    index('sdk_instances_server').on(table.server),
  ],
);

/** The server processes that hold those streams. Who does not say for a while that it lives is gone. */
export const serverProcesses = sqliteTable('server_processes', {
  id: text('id').primaryKey(),
  startedAt: integer('started_at').notNull(),
  seenAt: integer('seen_at').notNull(),
});
