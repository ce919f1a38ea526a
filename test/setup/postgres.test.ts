import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from './create-database.ts';

test('each test file gets an empty Postgres database of its own', async () => {
  const [one, other] = [await createDatabase(), await createDatabase()];
  expect(one.url).not.toBe(other.url);

  const client = new pg.Client({ connectionString: one.url });
  await client.connect();
  const { rows } = await client.query(
    "select count(*)::int as tables from pg_tables where schemaname = 'public'",
  );
  expect(rows).toEqual([{ tables: 0 }]);
  await client.end();

  await Promise.all([one.drop(), other.drop()]);
});
