import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { createDatabase } from '../setup/create-database.ts';

/** An empty database that a store can be opened on, more than once. */
export interface TestEngine {
  url: string;
  /** Runs SQL behind the store's back. */
  sql(statement: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** For `describe.each`: every promise of the store holds on both. */
export const engines = [
  { engine: 'sqlite' as const, create: createSqlite },
  { engine: 'postgres' as const, create: createPostgres },
];

async function createSqlite(): Promise<TestEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-store-'));
  const file = join(folder, 'store.db');
  return {
    url: `sqlite:${file}`,
    async sql(statement) {
      const database = new DatabaseSync(file);
      try {
        return database.prepare(statement).all();
      } finally {
        database.close();
      }
    },
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

export async function createPostgres(): Promise<TestEngine> {
  const database = await createDatabase();
  return {
    url: database.url,
    async sql(statement) {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      try {
        return (await client.query(statement)).rows;
      } finally {
        await client.end();
      }
    },
    drop: () => database.drop(),
  };
}
