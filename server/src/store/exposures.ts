import { gte, lt } from 'drizzle-orm';
import type { ExposureCount } from '@signalbox/core/sync';
import { isHidden } from './hidden.ts';
import type { StoreOptions } from './database-store.ts';
import type { Engine } from './engine.ts';
import { metricRows } from './metrics.ts';
import type { Rows } from './rows.ts';
import { sortedBy } from './sorted.ts';
import type { Store } from './store.ts';

const HOUR = 3_600_000;
/** How long a batch that is sent again is recognised. SDKs give up on one within minutes. */
const BATCHES_KEPT = 7 * 24 * HOUR;
/** Keeps a statement below SQLite's limit of 32,766 parameters. */
const ROWS_AT_ONCE = 1_000;

export function exposureStore(
  engine: Engine,
  { now, onError }: StoreOptions,
): Pick<Store, 'addExposures' | 'exposures'> {
  let pruneAfter = 0;

  /** Not part of the batch's transaction: two instances that prune must not block counts. */
  async function prune(): Promise<void> {
    if (now() < pruneAfter) return;
    pruneAfter = now() + HOUR;
    await engine
      .write((transaction) => {
        const old = lt(transaction.tables.exposureBatches.at, now() - BATCHES_KEPT);
        return transaction.delete('exposureBatches', {}, old);
      })
      .catch(onError);
  }

  return {
    async addExposures(project, environment, batch, counts, metrics = []) {
      if (isHidden(project)) return 'accepted';
      const rows = merged(project, environment, counts);
      const sums = metricRows(project, environment, metrics);
      const accepted = await engine.write(async (transaction) => {
        const isNew = await transaction.insertIfNew('exposureBatches', {
          project,
          environment,
          batch,
          at: now(),
        });
        if (!isNew) return false;
        for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
          await transaction.addCounts(rows.slice(start, start + ROWS_AT_ONCE));
        }
        for (let start = 0; start < sums.length; start += ROWS_AT_ONCE) {
          await transaction.addMetrics(sums.slice(start, start + ROWS_AT_ONCE));
        }
        return true;
      });
      await prune();
      return accepted ? 'accepted' : 'duplicate';
    },
    async exposures(project, { flag, from }) {
      const rows = await engine.read((transaction) =>
        transaction.find('exposures', flag === undefined ? { project } : { project, flag }, {
          and: gte(transaction.tables.exposures.minute, from),
        }),
      );
      return sortedBy(rows, lineOf)
        .toSorted((a, b) => a.minute - b.minute)
        .map(({ project: _project, ...row }) => row);
    },
  };
}

/**
 * One row a line, in a fixed order: a statement may touch a row only once, and two batches that lock the same rows in
 * different order would wait for each other.
 */
function merged(project: string, environment: string, counts: ExposureCount[]): Rows['exposures'][] {
  const lines = new Map<string, Rows['exposures']>();
  for (const { flag, variant, reason, minute, count } of counts) {
    const row = { project, environment, flag, variant, reason, minute, count };
    const known = lines.get(lineOf(row));
    if (known) known.count += count;
    else lines.set(lineOf(row), row);
  }
  return sortedBy([...lines.values()], lineOf);
}

function lineOf({ environment, flag, variant, reason, minute }: Rows['exposures']): string {
  return JSON.stringify([environment, flag, variant, reason, minute]);
}
