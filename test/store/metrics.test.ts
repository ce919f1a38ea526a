import { describe, expect, test } from 'vitest';
import { UnknownReferenceError } from '../../server/src/store/store.ts';
import { engines } from './engines.ts';
import { ada, createShop } from './shop.ts';
import { withStores } from './with-store.ts';

const MINUTE = 60_000;
const LIMIT = 5;
const ALL = { from: 0, to: Number.MAX_SAFE_INTEGER, limit: 1_000 };
const order = { metric: 'order', minute: 10 * MINUTE, count: 2, sum: 19.5 };

describe.each(engines)('metrics on $engine', ({ create }) => {
  const stores = withStores(create);

  async function shop() {
    const fresh = await stores.fresh();
    await fresh.store.commit(createShop, ada);
    const admit = (...names: string[]) => fresh.store.admitMetrics('shop', 'production', names, LIMIT);
    return { ...fresh, admit };
  }

  test('add up over lines and batches, and count a batch once however often it comes', async () => {
    const { store, admit } = await shop();
    await admit('order');
    const send = (batch: string) =>
      store.addExposures('shop', 'production', batch, [], [order, { ...order, count: 1, sum: -0.5 }]);
    expect(await send('batch-001')).toBe('accepted');
    expect(await send('batch-001')).toBe('duplicate');
    expect(await send('batch-002')).toBe('accepted');
    expect(await store.metrics('shop', 'production', ALL)).toEqual([{ ...order, count: 6, sum: 38 }]);
  });

  test('are kept apart by name, minute and environment, and found by name and time', async () => {
    const { store, admit } = await shop();
    await admit('order', 'error');
    await store.admitMetrics('shop', 'development', ['order'], LIMIT);
    const later = { ...order, minute: 11 * MINUTE };
    const error = { ...order, metric: 'error' };
    await store.addExposures('shop', 'production', 'batch-001', [], [later, order, error]);
    await store.addExposures('shop', 'development', 'batch-001', [], [order]);

    const ask = (query: object) => store.metrics('shop', 'production', { ...ALL, ...query });
    expect(await ask({})).toEqual([error, order, later]);
    expect(await ask({ metric: 'order' })).toEqual([order, later]);
    expect(await ask({ from: 11 * MINUTE })).toEqual([later]);
    expect(await ask({ to: 11 * MINUTE })).toEqual([error, order]);
    expect(await ask({ limit: 1 })).toHaveLength(1);
    expect(await store.metrics('shop', 'development', ALL)).toEqual([order]);
  });

  test('are admitted while there is room, and stay admitted', async () => {
    const { admit } = await shop();
    expect(await admit('a', 'b', 'c')).toEqual(new Set(['a', 'b', 'c']));
    expect(await admit('d', 'e', 'f', 'a')).toEqual(new Set(['a', 'b', 'c', 'd', 'e']));
    expect(await admit('g', 'a')).toEqual(new Set(['a', 'b', 'c', 'd', 'e']));
  });

  test('are no more than there is room for, though many ask at once', async () => {
    const { store, admit, database } = await shop();
    const other = await stores.another(database);
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        n % 2 ? admit(`m-${n}`) : other.admitMetrics('shop', 'production', [`m-${n}`, 'shared'], LIMIT),
      ),
    );
    const admitted = await admit('one-more');
    expect(admitted.size).toBe(LIMIT);
    expect(await store.admitMetrics('shop', 'development', ['one-more'], LIMIT)).toEqual(
      new Set(['one-more']),
    );
  });

  test('that were not admitted are refused, and the batch is not taken for sent', async () => {
    const { store, admit } = await shop();
    const send = () => store.addExposures('shop', 'production', 'batch-001', [], [order]);
    await expect(send()).rejects.toThrow(UnknownReferenceError);
    await admit('order');
    expect(await send()).toBe('accepted');
  });

  test('of many batches at once: nothing is lost, none is blocked for good', async () => {
    const { store, admit } = await shop();
    const names = ['a', 'b', 'c', 'd'];
    await admit(...names);
    const lines = names.map((metric) => ({ ...order, metric, count: 1, sum: 0.5 }));
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        store.addExposures('shop', 'production', `batch-${n}`, [], n % 2 ? lines : lines.toReversed()),
      ),
    );
    const rows = await store.metrics('shop', 'production', ALL);
    expect(rows).toEqual(names.map((metric) => ({ ...order, metric, count: 20, sum: 10 })));
  });
});
