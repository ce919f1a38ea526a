import { inject } from 'vitest';
import { createDatabaseOn, type TestDatabase } from './create-database-on.ts';

export type { TestDatabase } from './create-database-on.ts';

/** An empty database of the run's Postgres, for one test file alone. */
export function createDatabase(): Promise<TestDatabase> {
  return createDatabaseOn(inject('postgresUrl'));
}
