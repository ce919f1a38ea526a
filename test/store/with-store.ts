import { afterAll } from 'vitest';
import { openStore, type OpenStoreOptions } from '../../server/src/store/index.ts';
import type { Store } from '../../server/src/store/store.ts';
import type { TestEngine } from './engines.ts';

/** The clock of a test's stores: moves only when told. */
interface TestClock {
  now: number;
}

interface Opened {
  /** A store on an empty database of its own. */
  fresh(options?: OpenStoreOptions): Promise<{ store: Store; database: TestEngine; clock: TestClock }>;
  /** One more store on a database that is there, as another instance has it. */
  another(database: TestEngine, options?: OpenStoreOptions): Promise<Store>;
}

/** Opens stores for the tests of a `describe`, and closes and removes all of them after it. */
export function withStores(create: () => Promise<TestEngine>): Opened {
  const stores: Store[] = [];
  const databases: TestEngine[] = [];
  const failures: unknown[] = [];

  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(databases.map((database) => database.drop()));
    if (failures.length > 0) throw new AggregateError(failures, 'Stores reported errors');
  });

  async function another(database: TestEngine, options: OpenStoreOptions = {}): Promise<Store> {
    const store = await openStore(database.url, { onError: (error) => failures.push(error), ...options });
    stores.push(store);
    return store;
  }

  return {
    another,
    async fresh(options = {}) {
      const database = await create();
      databases.push(database);
      const clock = { now: 1_700_000_000_000 };
      const store = await another(database, { now: () => clock.now, ...options });
      await store.migrate();
      return { store, database, clock };
    },
  };
}
