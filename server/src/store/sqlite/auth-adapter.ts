import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import type { AuthAdapter } from '../auth-adapter.ts';
import * as schema from './auth-schema.ts';
import { whenFree } from './busy.ts';
import type { Queue } from './queue.ts';

/**
 * better-auth over the store's connections. Each of its writes takes its turn in the queue: run directly, it would fall
 * into whatever transaction is open there, and be rolled back with it. Its looks wait for no write: who is signed in
 * reads on while somebody else holds the lock.
 */
export function authAdapter(
  writer: Database.Database,
  write: Queue,
  reader: Database.Database,
  read: Queue,
): AuthAdapter {
  const db = drizzle(
    async (text, parameters, method) => {
      // Drizzle's proxy has no way to say "no row" here; better-auth's adapter asks for lists only.
      if (method === 'get') throw new TypeError('Single rows are read as lists');
      const look = reader.prepare(text);
      if (look.readonly) return read(async () => ({ rows: look.raw().all(...parameters) }));
      return write(async () => {
        const statement = writer.prepare(text);
        if (method !== 'run') return { rows: await whenFree(() => statement.raw().all(...parameters)) };
        // better-auth looks for the number of changed rows in `changes`.
        return { rows: [], changes: (await whenFree(() => statement.run(...parameters))).changes };
      });
    },
    { schema },
  );
  return drizzleAdapter(db, { provider: 'sqlite', schema, transaction: false });
}
