import { isNull, lt, or } from 'drizzle-orm';
import type { Engine } from './engine.ts';
import type { ApiToken } from './model.ts';
import type { Rows } from './rows.ts';
import { sortedBy } from './sorted.ts';
import type { Store } from './store.ts';

type ApiTokenStore = Pick<
  Store,
  'apiTokens' | 'apiTokenByHash' | 'createApiToken' | 'revokeApiToken' | 'apiTokenUsed'
>;

export function apiTokenStore(engine: Engine): ApiTokenStore {
  return {
    async apiTokens(createdBy) {
      const filter = createdBy === undefined ? {} : { createdBy };
      const rows = await engine.read((transaction) => transaction.find('apiTokens', filter));
      return sortedBy(rows, (row) => row.id)
        .toSorted((a, b) => a.createdAt - b.createdAt)
        .map(toApiToken);
    },
    async apiTokenByHash(hash) {
      const [row] = await engine.read((transaction) => transaction.find('apiTokens', { hash }));
      return row && toApiToken(row);
    },
    createApiToken: (token, hash) =>
      engine.write((transaction) => transaction.insert('apiTokens', { ...token, hash })),
    revokeApiToken: (id, at) =>
      engine.write(async (transaction) => {
        const { revokedAt } = transaction.tables.apiTokens;
        await transaction.update('apiTokens', { id }, { revokedAt: at }, isNull(revokedAt));
        const [row] = await transaction.find('apiTokens', { id });
        return row && toApiToken(row);
      }),
    apiTokenUsed: (id, at) =>
      engine.write(async (transaction) => {
        const { lastUsedAt } = transaction.tables.apiTokens;
        // Instances report on their own time: the latest use stands, whoever reports last.
        const older = or(isNull(lastUsedAt), lt(lastUsedAt, at));
        await transaction.update('apiTokens', { id }, { lastUsedAt: at }, older);
      }),
  };
}

function toApiToken({ hash: _hash, ...token }: Rows['apiTokens']): ApiToken {
  return token;
}
