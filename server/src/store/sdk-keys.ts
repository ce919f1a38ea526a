import { and, inArray, isNull, lt, or } from 'drizzle-orm';
import type { Engine } from './engine.ts';
import type { SdkKey } from './model.ts';
import type { Rows } from './rows.ts';
import { sortedBy } from './sorted.ts';
import type { Store } from './store.ts';

export function sdkKeyStore(engine: Engine): Pick<Store, 'sdkKeys' | 'sdkKeyByHash' | 'sdkKeysUsed'> {
  return {
    async sdkKeys(project, environment) {
      const rows = await engine.read((transaction) => transaction.find('sdkKeys', { project, environment }));
      return sortedBy(rows, (row) => row.id)
        .toSorted((a, b) => a.createdAt - b.createdAt)
        .map(toSdkKey);
    },
    async sdkKeyByHash(hash) {
      const [row] = await engine.read((transaction) => transaction.find('sdkKeys', { hash }));
      return row && toSdkKey(row);
    },
    async sdkKeysUsed(ids, at) {
      if (ids.length === 0) return;
      await engine.write(async (transaction) => {
        const { id, lastUsedAt } = transaction.tables.sdkKeys;
        // Instances report on their own time: the latest use stands, whoever reports last.
        const older = or(isNull(lastUsedAt), lt(lastUsedAt, at));
        await transaction.update('sdkKeys', {}, { lastUsedAt: at }, and(inArray(id, ids), older));
      });
    },
  };
}

function toSdkKey({ hash: _hash, ...key }: Rows['sdkKeys']): SdkKey {
  return key;
}
