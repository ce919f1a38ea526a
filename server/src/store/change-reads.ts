import { and, desc, eq, isNull, lt, or } from 'drizzle-orm';
import type { Engine } from './engine.ts';
import type { ChangeEntry } from './model.ts';
import type { Rows } from './rows.ts';
import { CorruptRowError, type Store } from './store.ts';

export function changeReads(engine: Engine): Pick<Store, 'changes' | 'change'> {
  return {
    async changes(project, { flag, segment, environment, before, limit }) {
      const rows = await engine.read((transaction) => {
        const table = transaction.tables.changes;
        return transaction.find(
          'changes',
          { project, ...(flag !== undefined && { flag }), ...(segment !== undefined && { segment }) },
          {
            and: and(
              environment === undefined
                ? undefined
                : or(eq(table.environment, environment), isNull(table.environment)),
              before === undefined ? undefined : lt(table.sequence, before),
            ),
            orderBy: desc(table.sequence),
            limit,
          },
        );
      });
      return rows.map(toChangeEntry);
    },
    async change(project, sequence) {
      const [row] = await engine.read((transaction) => transaction.find('changes', { project, sequence }));
      return row && toChangeEntry(row);
    },
  };
}

/** The columns beside the entry only serve to find it: where they say something else, somebody changed one of them. */
function toChangeEntry({ entry, hash, ...columns }: Rows['changes']): ChangeEntry {
  const { project, sequence, flag, segment, environment } = entry;
  const same =
    project === columns.project &&
    sequence === columns.sequence &&
    flag === columns.flag &&
    segment === columns.segment &&
    environment === columns.environment;
  if (!same) {
    throw new CorruptRowError(
      `Entry ${columns.sequence} of project ${columns.project} contradicts its columns`,
    );
  }
  return { ...entry, hash };
}
