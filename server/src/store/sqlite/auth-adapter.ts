import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import type { AuthAdapter } from '../auth-adapter.ts';
import * as schema from './auth-schema.ts';
import { whenFree } from './busy.ts';
import type { Queue } from './queue.ts';

/**
 * better-auth over the writing connection. Each of its statements takes its turn in the queue: run directly, it would
 * fall into whatever transaction is open there, and be rolled back with it.
 */
export function authAdapter(writer: Database.Database, write: Queue): AuthAdapter {
  const db = drizzle(
    (text, parameters, method) =>
      write(async () => {
        // Drizzle's proxy has no way to say "no row" here; better-auth's adapter asks for lists only.
        if (method === 'get') throw new TypeError('Single rows are read as lists');
        const statement = writer.prepare(text);
        if (method !== 'run') return { rows: await whenFree(() => statement.raw().all(...parameters)) };
        // better-auth looks for the number of changed rows in `changes`.
        return { rows: [], changes: (await whenFree(() => statement.run(...parameters))).changes };
      }),
    { schema },
  );
  return drizzleAdapter(db, { provider: 'sqlite', schema, transaction: false });
}
