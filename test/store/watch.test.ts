import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { Notice, Store } from '../../server/src/store/store.ts';
import { createPostgres, engines } from './engines.ts';
import { ada, config, configureFlag, createFlag, createShop } from './shop.ts';
import { withStores } from './with-store.ts';

function listenTo(store: Store): { notices: Notice[]; stop: () => void } {
  const notices: Notice[] = [];
  return { notices, stop: store.watch((notice) => notices.push(notice)) };
}

/** Long enough for a busy machine; nothing here measures. */
const patience = { timeout: 20_000, interval: 10 };

describe.each(engines)('watching on $engine', ({ create }) => {
  const stores = withStores(create);

  test('tells of a commit: project, environments, and whether SDK keys changed', async () => {
    const { store } = await stores.fresh();
    await store.commit(createShop, ada);
    const { notices, stop } = listenTo(store);
    await store.commit(createFlag('checkout'), ada);
    expect(notices).toContainEqual({
      project: 'shop',
      environments: ['development', 'production'],
      sdkKeys: false,
    });

    const value = { kind: 'client', name: '', prefix: '', hash: 'abc', revokedAt: null } as const;
    await store.commit(
      {
        project: 'shop',
        action: 'sdkKey.create',
        comment: '',
        writes: [{ type: 'sdkKey', id: 'k1', environment: 'production', value }],
      },
      ada,
    );
    expect(notices).toContainEqual({ project: 'shop', environments: [], sdkKeys: true });
    stop();
  });

  test('ends when asked to, and for that listener only', async () => {
    const { store } = await stores.fresh();
    const [first, second] = [listenTo(store), listenTo(store)];
    first.stop();
    await store.commit(createShop, ada);
    expect(first.notices).toEqual([]);
    expect(second.notices).not.toEqual([]);
    second.stop();
  });

  test('goes on past a listener that throws', async () => {
    const errors: unknown[] = [];
    const { store } = await stores.fresh({ onError: (error) => errors.push(error) });
    const broken = new Error('listener');
    store.watch(() => {
      throw broken;
    });
    const { notices } = listenTo(store);
    await store.commit(createShop, ada);
    expect(notices).not.toEqual([]);
    expect(errors).toContain(broken);
  });
});

describe('several instances on one Postgres', () => {
  const stores = withStores(createPostgres);
  const never = 3_600_000;

  const listening = `select pid from pg_stat_activity where datname = current_database() and query = 'LISTEN signalbox_changes'`;

  test('a commit on one is heard on the other', async () => {
    const { store, database } = await stores.fresh();
    await store.commit(createShop, ada);
    const other = await stores.another(database, { pollMs: never });
    const { notices } = listenTo(other);
    // What was there before is told at once: nobody can say what was missed.
    await vi.waitFor(() => expect(notices).toHaveLength(1), patience);

    await store.commit(createFlag('checkout'), ada);
    await vi.waitFor(() => expect(notices).toHaveLength(2), patience);
    expect(notices[1]).toEqual({
      project: 'shop',
      environments: ['development', 'production'],
      sdkKeys: false,
    });
  });

  test('an instance hears of its own commits once', async () => {
    const { store, database } = await stores.fresh();
    await store.commit(createShop, ada);
    const { notices } = listenTo(store);
    await vi.waitFor(() => expect(notices).toHaveLength(1), patience);
    await store.commit(createFlag('checkout'), ada);

    // The same connection delivers in order: once this is here, an echo of the first would be too.
    const other = await stores.another(database);
    await other.commit(createFlag('search'), ada);
    await vi.waitFor(() => expect(notices.length).toBeGreaterThan(2), patience);
    expect(notices).toHaveLength(3);
  });

  test('a commit made while the connection is dead is heard when it is back', async () => {
    const errors: unknown[] = [];
    const { store, database } = await stores.fresh();
    await store.commit(createShop, ada);
    const other = await stores.another(database, { pollMs: never, onError: (error) => errors.push(error) });
    const { notices } = listenTo(other);
    await vi.waitFor(() => expect(notices).toHaveLength(1), patience);

    for (let n = 1; n <= 3; n++) {
      const heard = notices.length;
      await database.sql(listening.replace('pid', 'pg_terminate_backend(pid)'));
      await store.commit(createFlag(`flag-${n}`), ada);
      await vi.waitFor(() => expect(notices.length).toBeGreaterThan(heard), patience);
    }
    await vi.waitFor(async () => expect(await database.sql(listening)).toHaveLength(1), patience);
    expect(errors).not.toEqual([]);
  });

  test('a notification that got lost is made up for by looking', async () => {
    const { store, database } = await stores.fresh();
    await store.commit(createShop, ada);
    await store.commit(createFlag('checkout'), ada);
    const other = await stores.another(database, { pollMs: 20 });
    const { notices } = listenTo(other);
    await vi.waitFor(() => expect(notices).toHaveLength(1), patience);

    // A change of which nobody was notified.
    await database.sql(`update projects set sequence = sequence + 1`);
    await vi.waitFor(() => expect(notices.length).toBeGreaterThan(1), patience);
    await database.sql(`update projects set sequence = sequence - 1`);
    await store.commit(configureFlag('checkout', config), ada);
    const heard = notices.length;
    await sleep(100);
    // And once known, it is not told again and again.
    expect(notices.length).toBeLessThan(heard + 3);
  });

  test('a commit that touches too many environments for one notification is heard all the same', async () => {
    const { store, database } = await stores.fresh();
    const other = await stores.another(database, { pollMs: never });
    const { notices } = listenTo(other);
    const names = Array.from({ length: 300 }, (_, index) => `${'environment'.repeat(3)}-${index}`);
    await store.commit(
      {
        ...createShop,
        writes: [
          { type: 'project', value: { name: 'Shop' } },
          ...names.map((environment, position) => ({
            type: 'environment' as const,
            environment,
            value: { name: environment, position, production: false, color: '' },
          })),
        ],
      },
      ada,
    );
    await vi.waitFor(() => expect(notices[0]?.environments).toHaveLength(300), patience);
  });
});
