import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Engine, RunSql, Transaction } from '../engine.ts';
import { named, type Violation } from '../violations.ts';
import { authAdapter } from './auth-adapter.ts';
import { patienceEnds, whenFree } from './busy.ts';
import { createQueue, type Queue } from './queue.ts';
import { sqliteTransaction } from './transaction.ts';

/**
 * SQLite in one file. better-sqlite3 is synchronous but the store's transactions are not, so each connection runs one
 * of them at a time: all writes on one connection, in order, and all reads on another that never waits for them.
 */
export function openSqlite(path: string): Engine {
  // Two connections cannot share a database in memory: it becomes a file that goes when the store closes.
  const temporary = path === ':memory:' ? mkdtempSync(join(tmpdir(), 'signalbox-')) : undefined;
  const file = temporary ? join(temporary, 'store.db') : path;
  mkdirSync(dirname(file), { recursive: true });

  const writer = connect(file);
  // Instead of SQLite's own waiting, which stops the whole process: see busy.ts.
  writer.pragma('busy_timeout = 0');
  const reader = connect(file);
  // A row of commits is one long stretch without I/O: streams and requests get their turn between any two.
  const write = createQueue(() => setImmediate());
  const read = createQueue();
  const writing = sqliteTransaction(drizzle(writer));
  const reading = sqliteTransaction(drizzle(reader));

  function look<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return read(() => transact(reader, 'BEGIN', () => work(reading)));
  }

  return {
    name: 'sqlite',
    authAdapter: authAdapter(writer, write, reader, read),
    migrationsFolder: fileURLToPath(new URL('../../../../migrations/sqlite', import.meta.url)),
    read: look,
    snapshot: look,
    write(work) {
      // From here on and not from its turn on: of many that wait for a lock the last waits no longer than the first.
      const deadline = patienceEnds();
      return write(() => transact(writer, 'BEGIN IMMEDIATE', () => work(writing), deadline));
    },
    migrate: (work) => write(() => rebuild(writer, () => work(runner(writer)))),
    query: (statement) => read(() => runner(reader)(statement)),
    async close() {
      await closeLast(read, reader);
      await closeLast(write, writer);
      if (temporary) rmSync(temporary, { recursive: true, force: true });
    },
  };
}

function connect(file: string): Database.Database {
  const connection = new Database(file, { timeout: 5_000 });
  connection.pragma('journal_mode = WAL');
  // The package's own default in WAL mode is NORMAL: a power cut could take the last acknowledged commits with it.
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  return connection;
}

async function transact<T>(
  connection: Database.Database,
  begin: string,
  work: () => Promise<T>,
  deadline?: number,
): Promise<T> {
  return named(async () => {
    await whenFree(() => connection.exec(begin), deadline);
    try {
      const result = await work();
      connection.exec('COMMIT');
      return result;
    } catch (error) {
      // Some failures (a full disk) have rolled back already.
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  }, violation);
}

/** SQLite changes a table by building it anew: that must neither cascade nor fail half-way, so keys are checked at the end. */
async function rebuild(connection: Database.Database, work: () => Promise<void>): Promise<void> {
  connection.pragma('foreign_keys = OFF');
  try {
    await transact(connection, 'BEGIN IMMEDIATE', async () => {
      await work();
      const [broken] = connection.prepare('PRAGMA foreign_key_check').all();
      if (broken) throw new Error(`A migration broke a reference: ${JSON.stringify(broken)}`);
    });
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

function runner(connection: Database.Database): RunSql {
  return async (text) => {
    const statement = connection.prepare<unknown[], Record<string, unknown>>(text);
    if (statement.reader) return statement.all();
    statement.run();
    return [];
  };
}

async function closeLast(queue: Queue, connection: Database.Database): Promise<void> {
  await queue(async () => {
    connection.close();
  });
}

function violation(error: unknown): Violation {
  if (!(error instanceof Database.SqliteError)) return undefined;
  if (error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'reference';
  const unique = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'];
  return unique.includes(error.code) ? 'unique' : undefined;
}
