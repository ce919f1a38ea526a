import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Engine, RunSql } from './engine.ts';

/**
 * Applies the migrations that the database does not have yet, in one transaction under a lock. Drizzle's own migrators
 * look first and lock afterwards, so two instances that start together would both apply.
 */
export async function migrate(engine: Engine, now: () => number): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder: engine.migrationsFolder });
  await engine.migrate(async (run) => {
    await run(
      'create table if not exists schema_migrations (number integer primary key, applied_at bigint not null)',
    );
    const applied = await newestMigration(run);
    for (const [index, migration] of migrations.entries()) {
      const number = index + 1;
      if (number <= applied) continue;
      for (const statement of migration.sql) await run(statement);
      await run(`insert into schema_migrations (number, applied_at) values (${number}, ${now()})`);
    }
  });
}

/** 0 too when the database is ahead: migrations only ever add, so an older release works on it. */
export async function missingMigrations(engine: Engine): Promise<number> {
  const here = readMigrationFiles({ migrationsFolder: engine.migrationsFolder }).length;
  return Math.max(0, here - (await newestMigration(engine.query)));
}

/** Number of the newest applied migration, counted from 1; 0 when there is none. */
export async function newestMigration(query: RunSql): Promise<number> {
  const [row] = await query('select max(number) as newest from schema_migrations');
  return Number(row?.['newest'] ?? 0);
}
