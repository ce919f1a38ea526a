import { describe, expect, test } from 'vitest';
import { chainHash, verifyLog } from '../../server/src/store/log-chain.ts';
import { CorruptRowError, UnknownProjectError } from '../../server/src/store/store.ts';
import { engines, type TestEngine } from './engines.ts';
import {
  ada,
  config,
  configureFlag,
  createFlag,
  createShop,
  environmentWrite,
  segment,
  writeSegment,
} from './shop.ts';
import { withStores } from './with-store.ts';

describe.each(engines)('the change log on $engine', ({ create, engine }) => {
  const stores = withStores(create);

  async function shop() {
    const fresh = await stores.fresh();
    await fresh.store.commit(createShop, ada);
    await fresh.store.commit(createFlag('checkout'), ada);
    await fresh.store.commit(createFlag('search'), ada);
    await fresh.store.commit(configureFlag('checkout', config, { comment: 'Ten percent' }), ada);
    await fresh.store.commit(writeSegment('beta', segment), ada);
    return fresh;
  }

  /** As somebody with the database's password could. */
  async function unlock(database: TestEngine): Promise<void> {
    if (engine === 'postgres') await database.sql('alter table changes disable trigger all');
    else {
      for (const name of ['update', 'delete', 'replace'])
        await database.sql(`drop trigger changes_refuse_${name}`);
    }
  }

  test('reads newest first, page by page', async () => {
    const { store } = await shop();
    const sequences = async (before?: number) =>
      (await store.changes('shop', { before, limit: 2 })).map((entry) => entry.sequence);
    expect(await sequences()).toEqual([5, 4]);
    expect(await sequences(4)).toEqual([3, 2]);
    expect(await sequences(2)).toEqual([1]);
    expect(await sequences(1)).toEqual([]);
  });

  test('is filtered by flag, segment and environment; what concerns several environments belongs to each', async () => {
    const { store } = await shop();
    const sequences = async (query: { flag?: string; segment?: string; environment?: string }) =>
      (await store.changes('shop', { ...query, limit: 10 })).map((entry) => entry.sequence);
    expect(await sequences({ flag: 'checkout' })).toEqual([4, 2]);
    expect(await sequences({ segment: 'beta' })).toEqual([5]);
    expect(await sequences({ environment: 'production' })).toEqual([5, 4, 3, 2, 1]);
    expect(await sequences({ environment: 'development' })).toEqual([3, 2, 1]);
    expect(await sequences({ environment: 'development', flag: 'search' })).toEqual([3]);
  });

  test('keeps projects apart', async () => {
    const { store } = await shop();
    await store.commit({ ...createShop, project: 'other' }, ada);
    expect(await store.changes('other', { limit: 10 })).toHaveLength(1);
    expect(await store.change('other', 2)).toBeUndefined();
    expect((await store.projects()).map(({ key }) => key)).toEqual(['other', 'shop']);
  });

  test('is a chain that can be computed again', async () => {
    const { store } = await shop();
    const [newest] = await store.changes('shop', { limit: 1 });
    expect(await verifyLog(store, 'shop')).toEqual({ intact: true, entries: 5, lastHash: newest?.hash });
    await expect(verifyLog(store, 'nowhere')).rejects.toThrow(UnknownProjectError);
  });

  test('is a chain over more entries than are read at once', async () => {
    const { store } = await shop();
    for (let n = 0; n < 200; n++) {
      const writes = [environmentWrite('production', n)];
      await store.commit({ project: 'shop', action: 'environment.update', comment: `${n}`, writes }, ada);
    }
    expect(await verifyLog(store, 'shop')).toMatchObject({ intact: true, entries: 205 });
  });

  test.each([
    `update changes set hash = 'x' where sequence = 2`,
    `delete from changes where sequence = 2`,
    `delete from changes`,
    engine === 'postgres'
      ? 'truncate changes'
      : `insert or replace into changes select project, sequence, flag, segment, environment, '{}', hash from changes`,
  ])('refuses in the database itself: %s', async (statement) => {
    const { store, database } = await shop();
    await expect(database.sql(statement)).rejects.toThrow('the change log is append-only');
    expect(await verifyLog(store, 'shop')).toMatchObject({ intact: true, entries: 5 });
  });

  const tampering: [string, string, number][] = [
    ['another comment', `update changes set entry = replace(entry, 'Ten', 'Ninety') where sequence = 4`, 4],
    ['another author', `update changes set entry = replace(entry, 'Ada', 'Eve') where sequence = 2`, 2],
    ['another value', `update changes set entry = replace(entry, 'NL', 'US') where sequence = 3`, 3],
    ['another hash', `update changes set hash = 'f00' where sequence = 3`, 3],
    ['another flag to find it by', `update changes set flag = 'search' where sequence = 4`, 4],
    ['a missing entry', `delete from changes where sequence = 3`, 3],
    ['a missing end', `delete from changes where sequence = 5`, 5],
    ['an entry that is no entry', `update changes set entry = '{}' where sequence = 2`, 2],
  ];

  test.each(tampering)('shows tampering: %s', async (_name, statement, sequence) => {
    const { store, database } = await shop();
    await unlock(database);
    await database.sql(statement);
    expect(await verifyLog(store, 'shop')).toMatchObject({ intact: false, sequence });
  });

  test('shows a forged entry, hash and all, by the one that follows it', async () => {
    const { store, database } = await shop();
    const [entry, before] = await store.changes('shop', { before: 4, limit: 2 });
    if (!entry || !before) throw new Error('no entries');
    const { hash: _hash, ...forged } = { ...entry, comment: 'Nothing to see here' };
    const hash = chainHash(before.hash, forged);

    await unlock(database);
    await database.sql(
      `update changes set entry = '${JSON.stringify(forged)}', hash = '${hash}' where sequence = 3`,
    );
    expect((await store.change('shop', 3))?.comment).toBe('Nothing to see here');
    expect(await verifyLog(store, 'shop')).toMatchObject({ intact: false, sequence: 4 });
  });

  test('takes no further change once its end is missing', async () => {
    const { store, database } = await shop();
    await unlock(database);
    await database.sql('delete from changes where sequence = 5');
    await expect(store.commit(createFlag('third'), ada)).rejects.toThrow(CorruptRowError);
    expect((await store.project('shop'))?.sequence).toBe(5);
  });
});
