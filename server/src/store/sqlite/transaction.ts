import { sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tables, Transaction } from '../engine.ts';
import { decodeRow, encodeRow } from '../rows.ts';
import { manyRows } from '../many-rows.ts';
import { where } from '../where.ts';
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
const INSTANCE_VALUES = sql.raw(INSTANCES.columns.map((name) => `value ->> '${name}'`).join(', '));

/** The store's queries on a connection whose transaction is open. Its twin is ../postgres/transaction.ts. */
export function sqliteTransaction(db: BetterSQLite3Database): Transaction {
  return {
    tables,
    async find(name, filter, options = {}) {
      const table: SQLiteTable = tables[name];
      const query = db
        .select()
        .from(table)
        .where(where(table, filter, options.and))
        .$dynamic();
      if (options.orderBy) query.orderBy(options.orderBy);
      if (options.limit !== undefined) query.limit(options.limit);
      return query.all().map((row) => decodeRow(name, row));
    },
    async insert(name, row) {
      const table: SQLiteTable = tables[name];
      db.insert(table).values(encodeRow(name, row)).run();
    },
    async insertIfNew(name, row) {
      const table: SQLiteTable = tables[name];
      return db.insert(table).values(encodeRow(name, row)).onConflictDoNothing().run().changes > 0;
    },
    async update(name, filter, values, and) {
      const table: SQLiteTable = tables[name];
      db.update(table)
        .set(encodeRow(name, values))
        .where(where(table, filter, and))
        .run();
    },
    async delete(name, filter, and) {
      const table: SQLiteTable = tables[name];
      db.delete(table)
        .where(where(table, filter, and))
        .run();
    },
    async addCounts(rows) {
      const { project, environment, minute, flag, variant, reason, count } = tables.exposures;
      db.insert(tables.exposures)
        .values(rows)
        .onConflictDoUpdate({
          target: [project, environment, minute, flag, variant, reason],
          set: { count: sql`${count} + excluded.count` },
        })
        .run();
    },
    async addMetrics(rows) {
      const { project, environment, metric, minute, count, sum } = tables.metrics;
      db.insert(tables.metrics)
        .values(rows)
        .onConflictDoUpdate({
          target: [project, environment, minute, metric],
          set: { count: sql`${count} + excluded.count`, sum: sql`${sum} + excluded.sum` },
        })
        .run();
    },
    async putInstances(rows) {
      // "where true": or SQLite would take the conflict's "on" for a join's.
      const from = sql`select ${INSTANCE_VALUES} from json_each(${INSTANCES.encode(rows)}) where true`;
      db.run(INSTANCES.statement(from));
    },
    async notify() {
      // One process has the file: its own store tells its listeners.
    },
  };
}
