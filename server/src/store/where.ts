import { and, eq, getTableColumns, type SQL, type Table } from 'drizzle-orm';

/** The condition that columns equal the values of the filter, and `also` holds. */
export function where(table: Table, filter: object, also?: SQL): SQL | undefined {
  const columns = getTableColumns(table);
  const equalities = Object.entries(filter).map(([name, value]: [string, unknown]) => {
    const column = columns[name];
    if (!column) throw new TypeError(`No column ${name} to filter by`);
    return eq(column, value);
  });
  return and(...equalities, also);
}
