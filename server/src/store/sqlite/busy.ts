import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';

const PATIENCE_MS = 5_000;

/** Until when somebody who asks now is made to wait. */
export function patienceEnds(): number {
  return performance.now() + PATIENCE_MS;
}

/**
 * Tries again while another connection holds the file. SQLite's busy_timeout would wait inside the call, and with it the
 * whole process: even for a transaction that this very process has to finish.
 */
export async function whenFree<T>(work: () => T, deadline = patienceEnds()): Promise<T> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || performance.now() > deadline) throw error;
    }
    await sleep(5 + Math.random() * 20);
  }
}
