import { and, gte, lt } from 'drizzle-orm';
import type { MetricCount } from '@signalbox/core/sync';
import type { Engine, Transaction } from './engine.ts';
import type { Rows } from './rows.ts';
import { sortedBy } from './sorted.ts';
import type { Store } from './store.ts';

/** What applications count with `track`. The counts come in with exposures: see addExposures. */
export function metricStore(engine: Engine): Pick<Store, 'admitMetrics' | 'metrics'> {
  return {
    async admitMetrics(project, environment, names, limit) {
      const known = await engine.read((transaction) => knownNames(transaction, project, environment));
      if (known.size >= limit || names.every((name) => known.has(name))) return known;
      return engine.write(async (transaction) => {
        // Nobody else may take the places that are left meanwhile.
        await transaction.find('environments', { project, key: environment }, { lock: true });
        const admitted = await knownNames(transaction, project, environment);
        for (const metric of names) {
          if (admitted.size >= limit) break;
          if (admitted.has(metric)) continue;
          await transaction.insert('metricNames', { project, environment, metric });
          admitted.add(metric);
        }
        return admitted;
      });
    },
    async metrics(project, environment, { metric, from, to, limit }) {
      const filter = { project, environment, ...(metric !== undefined && { metric }) };
      const rows = await engine.read((transaction) => {
        const { minute } = transaction.tables.metrics;
        return transaction.find('metrics', filter, { and: and(gte(minute, from), lt(minute, to)), limit });
      });
      return sortedBy(rows, (row) => row.metric)
        .toSorted((a, b) => a.minute - b.minute)
        .map(({ project: _project, environment: _environment, ...row }) => row);
    },
  };
}

async function knownNames(
  transaction: Transaction,
  project: string,
  environment: string,
): Promise<Set<string>> {
  const rows = await transaction.find('metricNames', { project, environment });
  return new Set(rows.map(({ metric }) => metric));
}

/** One row a line, in a fixed order, for the reasons that exposures have. */
export function metricRows(project: string, environment: string, counts: MetricCount[]): Rows['metrics'][] {
  const lines = new Map<string, Rows['metrics']>();
  for (const { metric, minute, count, sum } of counts) {
    const id = `${minute} ${metric}`;
    const known = lines.get(id) ?? { project, environment, metric, minute, count: 0, sum: 0 };
    lines.set(id, { ...known, count: known.count + count, sum: known.sum + sum });
  }
  return sortedBy([...lines.values()], (row) => `${row.minute} ${row.metric}`);
}
