import { fileURLToPath } from 'node:url';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Engine } from '../engine.ts';
import { named, type Violation } from '../violations.ts';
import * as authSchema from './auth-schema.ts';
import { listen } from './listener.ts';
import { postgresTransaction } from './transaction.ts';

/** Any number that no other application on the same database takes for its own locks. */
const MIGRATION_LOCK = 5_370_617_217;

export interface PostgresOptions {
  onError: (error: unknown) => void;
  pollMs: number;
}

export function openPostgres(url: string, options: PostgresOptions): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    // An instance that hangs in the middle of a commit must not keep the project locked for the others.
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  });
  // An idle connection died, and the pool replaces it. What it reports holds the client, with the password: only the
  // message goes on. After the end of the pool its last connections may still be closing.
  pool.on('error', ({ message }) => {
    if (!pool.ending) options.onError(new Error(`A database connection was lost: ${message}`));
  });
  const db = drizzle(pool);
  const single = postgresTransaction(db);

  const transact: typeof db.transaction = (work, config) =>
    named(() => db.transaction(work, config), violation);

  const engine: Engine = {
    name: 'postgres',
    authAdapter: drizzleAdapter(drizzle(pool, { schema: authSchema }), {
      provider: 'pg',
      schema: authSchema,
      transaction: true,
    }),
    migrationsFolder: fileURLToPath(new URL('../../../../migrations/postgres', import.meta.url)),
    read: (work) => named(() => work(single), violation),
    snapshot: (work) =>
      transact((open) => work(postgresTransaction(open)), {
        isolationLevel: 'repeatable read',
        accessMode: 'read only',
      }),
    write: (work) => transact((open) => work(postgresTransaction(open))),
    migrate: (work) =>
      transact(async (open) => {
        await open.execute(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
        await work(async (statement) => (await open.execute(statement)).rows);
      }),
    query: (statement) => named(async () => (await db.execute(statement)).rows, violation),
    listen: (heard) => listen(url, (work) => engine.snapshot(work), heard, options),
    close: () => pool.end(),
  };
  return engine;
}

function violation(error: unknown): Violation {
  if (!(error instanceof pg.DatabaseError)) return undefined;
  if (error.code === '23503') return 'reference';
  return error.code === '23505' ? 'unique' : undefined;
}
