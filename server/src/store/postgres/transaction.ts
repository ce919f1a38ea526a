import { sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tables, Transaction } from '../engine.ts';
import { decodeRow, encodeRow } from '../rows.ts';
import { manyRows } from '../many-rows.ts';
import { where } from '../where.ts';
import { CHANNEL, encodeNotice } from './notices.ts';
import {
  apiTokens,
  changes,
  environments,
  exposureBatches,
  exposures,
  flagConfigs,
  flags,
  metricNames,
  metrics,
  projects,
  sdkInstances,
  sdkKeys,
  segments,
  serverProcesses,
} from './schema.ts';

const tables = {
  apiTokens,
  changes,
  environments,
  exposureBatches,
  exposures,
  flagConfigs,
  flags,
  metricNames,
  metrics,
  projects,
  sdkInstances,
  sdkKeys,
  segments,
  serverProcesses,
} satisfies Tables;

const INSTANCES = manyRows(sdkInstances, ['project', 'environment', 'instance', 'server']);
const INSTANCE_COLUMNS = sql.raw(INSTANCES.columns.map((name) => `"${name}"`).join(', '));

/** The store's queries, inside a transaction or for a single look. Its twin is ../sqlite/transaction.ts. */
export function postgresTransaction(
  db: Pick<NodePgDatabase, 'select' | 'insert' | 'update' | 'delete' | 'execute'>,
): Transaction {
  return {
    tables,
    async find(name, filter, options = {}) {
      const table: PgTable = tables[name];
      const query = db
        .select()
        .from(table)
        .where(where(table, filter, options.and))
        .$dynamic();
      if (options.orderBy) query.orderBy(options.orderBy);
      if (options.limit !== undefined) query.limit(options.limit);
      if (options.lock) query.for('update');
      return (await query).map((row) => decodeRow(name, row));
    },
    async insert(name, row) {
      const table: PgTable = tables[name];
      await db.insert(table).values(encodeRow(name, row));
    },
    async insertIfNew(name, row) {
      const table: PgTable = tables[name];
      const result = await db.insert(table).values(encodeRow(name, row)).onConflictDoNothing();
      return result.rowCount === 1;
    },
    async update(name, filter, values, and) {
      const table: PgTable = tables[name];
      await db
        .update(table)
        .set(encodeRow(name, values))
        .where(where(table, filter, and));
    },
    async delete(name, filter, and) {
      const table: PgTable = tables[name];
      await db.delete(table).where(where(table, filter, and));
    },
    async addCounts(rows) {
      const { project, environment, minute, flag, variant, reason, count } = tables.exposures;
      await db
        .insert(tables.exposures)
        .values(rows)
        .onConflictDoUpdate({
          target: [project, environment, minute, flag, variant, reason],
          set: { count: sql`${count} + excluded.count` },
        });
    },
    async addMetrics(rows) {
      const { project, environment, metric, minute, count, sum } = tables.metrics;
      await db
        .insert(tables.metrics)
        .values(rows)
        .onConflictDoUpdate({
          target: [project, environment, minute, metric],
          set: { count: sql`${count} + excluded.count`, sum: sql`${sum} + excluded.sum` },
        });
    },
    async putInstances(rows) {
      const given = sql`json_populate_recordset(null::sdk_instances, ${INSTANCES.encode(rows)}::json)`;
      await db.execute(INSTANCES.statement(sql`select ${INSTANCE_COLUMNS} from ${given}`));
    },
    async notify(notice) {
      await db.execute(sql`select pg_notify(${CHANNEL}, ${encodeNotice(notice)})`);
    },
  };
}
