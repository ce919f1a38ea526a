import { expect, describe, test } from 'vitest';
import { openStore } from '../../server/src/store/index.ts';
import { engines } from './engines.ts';
import { ada, createFlag, createShop, everything } from './shop.ts';
import { withStores } from './with-store.ts';

describe.each(engines)('opening a store on $engine', ({ create, engine }) => {
  const stores = withStores(create);

  test('five instances that start at once bring the schema up to date together', async () => {
    const { database, store } = await stores.fresh();
    const empty = await create();
    const instances = await Promise.all(Array.from({ length: 5 }, () => stores.another(empty)));
    await Promise.all(instances.map((instance) => instance.migrate()));
    const versions = await Promise.all(instances.map((instance) => instance.schemaVersion()));
    expect(new Set(versions)).toEqual(new Set([await store.schemaVersion()]));

    const count = 'select count(*) as count from schema_migrations';
    expect(await empty.sql(count)).toEqual(await database.sql(count));
    await Promise.all(instances.map((instance) => instance.close()));
    await empty.drop();
  });

  test('again finds everything, and goes on from there', async () => {
    const { store, database } = await stores.fresh();
    await store.commit(createShop, ada);
    await store.commit(createFlag('checkout'), ada);
    const before = await everything(store);
    await store.close();

    const reopened = await stores.another(database);
    await reopened.migrate();
    expect(await everything(reopened)).toEqual(before);
    expect((await reopened.commit(createFlag('search'), ada)).sequence).toBe(3);
  });

  test('answers a ping, and says which engine it is', async () => {
    const { store } = await stores.fresh();
    await store.ping();
    expect(store.engine).toBe(engine);
  });

  test('once closed refuses instead of hanging', async () => {
    const closed = /connection is not open|pool after calling end/;
    const { store } = await stores.fresh();
    await store.close();
    await expect(store.ping()).rejects.toThrow(closed);
    await expect(store.commit(createShop, ada)).rejects.toThrow(closed);
  });
});

test('a store in memory works like any other', async () => {
  const store = await openStore('sqlite::memory:');
  await store.migrate();
  await store.commit(createShop, ada);
  expect(await store.projects()).toHaveLength(1);
  await store.close();
});

test('an address of neither kind is refused without repeating it', async () => {
  await expect(openStore('mysql://root:secret@host/db')).rejects.toThrow(
    'must begin with "sqlite:" or "postgres://"',
  );
});
