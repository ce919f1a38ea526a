import { getTableColumns, getTableName, sql, type SQL, type Table } from 'drizzle-orm';

/**
 * Puts many rows in with a single parameter, JSON: as values of their own they would take as long to put into a statement
 * as thousands of streams to serve.
 */
export interface ManyRows {
  /** The names of the columns, in the order in which they are to be selected. */
  columns: string[];
  /** Rows as objects by the names of the columns. */
  encode(rows: readonly object[]): string;
  /** `insert into … <select> on conflict …`: a row that meets one of the same key replaces it. */
  statement(select: SQL): SQL;
}

export function manyRows(table: Table, key: readonly string[]): ManyRows {
  const properties = Object.entries(getTableColumns(table)).map(([property, { name }]) => ({
    property,
    name,
  }));
  const columns = properties.map(({ name }) => name);
  const list = (names: string[]) => names.map((name) => `"${name}"`).join(', ');
  const keyColumns = properties.filter(({ property }) => key.includes(property)).map(({ name }) => name);
  const replaced = columns
    .filter((name) => !keyColumns.includes(name))
    .map((name) => `"${name}" = excluded."${name}"`);
  const into = sql.raw(`insert into "${getTableName(table)}" (${list(columns)})`);
  const over = sql.raw(`on conflict (${list(keyColumns)}) do update set ${replaced.join(', ')}`);
  return {
    columns,
    encode: (rows) =>
      JSON.stringify(
        rows.map((row) =>
          Object.fromEntries(properties.map(({ property, name }) => [name, Reflect.get(row, property)])),
        ),
      ),
    statement: (select) => sql`${into} ${select} ${over}`,
  };
}
