import { describe, expect, test } from 'vitest';
import { StaleBasisError } from '../../server/src/store/store.ts';
import { engines } from './engines.ts';
import { ada, config, configureFlag, createFlag, createShop } from './shop.ts';
import { withStores } from './with-store.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe.each(engines)('many at once on $engine', ({ create, engine }) => {
  const stores = withStores(create);

  test('fifty changes to a project: none lost, revisions without a gap', async () => {
    const { store, database } = await stores.fresh();
    // Two instances where there can be two.
    const other = engine === 'postgres' ? await stores.another(database) : store;
    await store.commit(createShop, ada);
    await store.commit({ ...createFlag('checkout'), writes: createFlag('checkout').writes.slice(0, 1) }, ada);

    const entries = await Promise.all(
      upTo(50).map((n) =>
        (n % 2 ? store : other).commit(configureFlag('checkout', { ...config, offVariant: `v${n}` }), ada),
      ),
    );

    const revisions = entries.map((entry) => entry.revisions['production'] ?? 0);
    expect(revisions.toSorted((a, b) => a - b)).toEqual(upTo(50));
    const log = await store.changes('shop', { limit: 1_000 });
    expect(log.map((entry) => entry.sequence)).toEqual(upTo(52).toReversed());
    // Each found what the one before it left.
    for (const [index, entry] of log.slice(0, 49).entries()) {
      expect(entry.items[0]?.before).toEqual(log[index + 1]?.items[0]?.after);
    }
    expect((await store.environments('shop'))[1]?.revision).toBe(50);
  });

  test('of ten decisions on the same state one is committed, nine are told to read again', async () => {
    const { store } = await stores.fresh();
    await store.commit(createShop, ada);
    await store.commit(createFlag('checkout'), ada);
    const results = await Promise.allSettled(
      upTo(10).map(() => store.commit(configureFlag('checkout', config, { basis: 2 }), ada)),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(reasons.every((reason) => reason instanceof StaleBasisError)).toBe(true);
    expect((await store.project('shop'))?.sequence).toBe(3);
  });

  test('of five creations of the same project one wins', async () => {
    const { store } = await stores.fresh();
    const results = await Promise.allSettled(upTo(5).map(() => store.commit(createShop, ada)));
    expect(results.map((result) => result.status).toSorted()).toEqual([
      'fulfilled',
      ...upTo(4).map(() => 'rejected'),
    ]);
    expect(await store.changes('shop', { limit: 10 })).toHaveLength(1);
  });

  test('a reader never sees half of a change', async () => {
    const { store } = await stores.fresh();
    await store.commit(createShop, ada);
    await store.commit(createFlag('one'), ada);
    await store.commit(createFlag('two'), ada);

    const writing = upTo(20).map((n) => {
      const value = { ...config, offVariant: `v${n}` };
      const writes = ['one', 'two'].flatMap((key) => configureFlag(key, value).writes);
      return store.commit(configureFlag('one', value, { writes }), ada);
    });
    const readings = await Promise.all(upTo(40).map(() => store.rulesetDelta('shop', 'production', 2)));
    await Promise.all(writing);

    for (const delta of readings) {
      // Either nothing has changed yet, or both flags have, in the revision that the ruleset is at.
      const states = delta?.flags.map(({ flag }) => [flag.offVariant, flag.version]) ?? [];
      expect([0, 2]).toContain(states.length);
      expect(states).toEqual(states.map(() => [states[0]?.[0], delta?.revision]));
    }
  });

  test('a commit is seen by every read that begins after it', async () => {
    const { store } = await stores.fresh();
    await store.commit(createShop, ada);
    const readers = upTo(10).map(async () => {
      for (let i = 0; i < 20; i++) await store.environments('shop');
    });
    for (const n of upTo(10)) {
      await store.commit(createFlag(`flag-${n}`), ada);
      expect((await store.project('shop'))?.sequence).toBe(n + 1);
      expect((await store.rulesetDelta('shop', 'production', 0))?.flags).toHaveLength(n);
    }
    await Promise.all(readers);
  });
});
