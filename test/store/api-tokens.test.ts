import { describe, expect, test } from 'vitest';
import type { ApiToken } from '../../server/src/store/model.ts';
import { DuplicateError } from '../../server/src/store/store.ts';
import { engines } from './engines.ts';
import { withStores } from './with-store.ts';

const HASH = 'f'.repeat(64);
const deploy: ApiToken = {
  id: 't1',
  name: 'deploy',
  role: 'operator',
  createdBy: 'ada',
  createdAt: 1_700_000_000_000,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
};

describe.each(engines)('API tokens on $engine', ({ create }) => {
  const stores = withStores(create);

  test('are found by hash and by owner; revoked once, used last, and the same never twice', async () => {
    const { store } = await stores.fresh();
    const nightly = { ...deploy, id: 't2', createdBy: 'bob', createdAt: deploy.createdAt + 1, expiresAt: 5 };
    await store.createApiToken(nightly, 'e'.repeat(64));
    await store.createApiToken(deploy, HASH);
    expect(await store.apiTokenByHash(HASH)).toEqual(deploy);
    expect(await store.apiTokenByHash('0'.repeat(64))).toBeUndefined();
    expect(await store.apiTokens()).toEqual([deploy, nightly]);
    expect(await store.apiTokens('bob')).toEqual([nightly]);
    await expect(store.createApiToken({ ...deploy, id: 't3' }, HASH)).rejects.toThrow(DuplicateError);
    await expect(store.createApiToken(deploy, 'd'.repeat(64))).rejects.toThrow(DuplicateError);

    await store.apiTokenUsed('t1', 900);
    await store.apiTokenUsed('t1', 800);
    const revoked = { ...deploy, lastUsedAt: 900, revokedAt: 950 };
    expect(await store.revokeApiToken('t1', 950)).toEqual(revoked);
    expect(await store.revokeApiToken('t1', 990)).toEqual(revoked);
    expect(await store.revokeApiToken('nobody', 990)).toBeUndefined();
    expect(await store.apiTokenByHash(HASH)).toEqual(revoked);
  });
});
