import { getTableColumns, sql, type SQL, type Table } from 'drizzle-orm';

/** For an insert that meets a row of the same key: every other column takes the new row's value. */
export function replaced(table: Table, key: readonly string[]): Record<string, SQL> {
  const others = Object.entries(getTableColumns(table)).filter(([name]) => !key.includes(name));
  return Object.fromEntries(
    others.map(([name, column]) => [name, sql`excluded.${sql.identifier(column.name)}`]),
  );
}
