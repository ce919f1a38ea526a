import { describe, expect, test } from 'vitest';
import type { Change, SdkKeyWrite, Write } from '../../server/src/store/model.ts';
import { DuplicateError, UnknownReferenceError } from '../../server/src/store/store.ts';
import { engines } from './engines.ts';
import { ada, createShop, everything } from './shop.ts';
import { withStores } from './with-store.ts';

const HASH = 'f'.repeat(64);
const value: SdkKeyWrite = { kind: 'server', name: 'Shop', prefix: 'sbx_abc', hash: HASH, revokedAt: null };

function writeKey(id: string, rest: Partial<SdkKeyWrite> = {}, environment = 'production'): Change {
  return {
    project: 'shop',
    action: rest.revokedAt == null ? 'sdkKey.create' : 'sdkKey.revoke',
    environment,
    comment: '',
    writes: [{ type: 'sdkKey', id, environment, value: { ...value, ...rest } }],
  };
}

/** A key that exists keeps its hash. */
function withoutHash(id: string, revokedAt: number | null = null): Change {
  const { hash: _hash, ...rest } = { ...value, revokedAt };
  const writes: Write[] = [{ type: 'sdkKey', id, environment: 'production', value: rest }];
  return { ...writeKey(id, { revokedAt }), writes };
}

describe.each(engines)('SDK keys on $engine', ({ create }) => {
  const stores = withStores(create);

  async function shop() {
    const fresh = await stores.fresh();
    await fresh.store.commit(createShop, ada);
    return fresh;
  }

  const known = {
    id: 'k1',
    project: 'shop',
    environment: 'production',
    kind: 'server',
    name: 'Shop',
    prefix: 'sbx_abc',
    createdAt: 1_700_000_000_000,
    revokedAt: null,
    lastUsedAt: null,
  };

  test('are found by hash and by environment, the hash itself is never given out', async () => {
    const { store } = await shop();
    await store.commit(writeKey('k1'), ada);
    expect(await store.sdkKeyByHash(HASH)).toEqual(known);
    expect(await store.sdkKeys('shop', 'production')).toEqual([known]);
    expect(await store.sdkKeys('shop', 'development')).toEqual([]);
    expect(await store.sdkKeyByHash('0'.repeat(64))).toBeUndefined();
  });

  test('give no environment a new revision, and their hash is not in the log', async () => {
    const { store, database } = await shop();
    const entry = await store.commit(writeKey('k1'), ada);
    expect(entry.revisions).toEqual({});
    expect(entry.items[0]?.after).toEqual({
      kind: 'server',
      name: 'Shop',
      prefix: 'sbx_abc',
      revokedAt: null,
    });
    expect(JSON.stringify(await database.sql('select * from changes'))).not.toContain(HASH);
  });

  test('once revoked are still found, with the time, and remember when they were used', async () => {
    const { store } = await shop();
    await store.commit(writeKey('k1'), ada);
    await store.sdkKeysUsed(['k1'], 500);
    const entry = await store.commit(withoutHash('k1', 700), ada);
    expect(entry.items[0]).toMatchObject({ before: { revokedAt: null }, after: { revokedAt: 700 } });
    expect(await store.sdkKeyByHash(HASH)).toEqual({ ...known, revokedAt: 700, lastUsedAt: 500 });
  });

  test('keep the latest time of use, whoever reports last', async () => {
    const { store } = await shop();
    await store.commit(writeKey('k1'), ada);
    await store.commit(writeKey('k2', { hash: 'e'.repeat(64) }), ada);
    await store.sdkKeysUsed(['k1', 'k2', 'unknown'], 900);
    await store.sdkKeysUsed(['k1'], 800);
    await store.sdkKeysUsed([], 1_000);
    expect((await store.sdkKeys('shop', 'production')).map((key) => key.lastUsedAt)).toEqual([900, 900]);
  });

  test.each([
    ['the same hash', writeKey('k2'), DuplicateError],
    ['the same id', writeKey('k1', { hash: 'd'.repeat(64) }), DuplicateError],
    [
      'the same id elsewhere',
      writeKey('k1', { hash: 'd'.repeat(64), revokedAt: 1 }, 'development'),
      DuplicateError,
    ],
    ['no hash, when new', withoutHash('k3'), UnknownReferenceError],
    ['an unknown environment', writeKey('k3', { hash: 'c'.repeat(64) }, 'moon'), UnknownReferenceError],
  ])('are refused with %s', async (_name, change, error) => {
    const { store } = await shop();
    await store.commit(writeKey('k1'), ada);
    const before = await everything(store);
    const refusal = await store.commit(change, ada).catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(error);
    expect(String(refusal)).not.toContain(HASH);
    expect(await everything(store)).toEqual(before);
  });
});
