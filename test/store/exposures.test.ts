import { describe, expect, test } from 'vitest';
import { UnknownReferenceError } from '../../server/src/store/store.ts';
import { engines } from './engines.ts';
import { ada, createShop } from './shop.ts';
import { withStores } from './with-store.ts';

const MINUTE = 60_000;
const line = { flag: 'checkout', variant: 'on', reason: 'SPLIT', minute: 10 * MINUTE, count: 3 };

describe.each(engines)('exposures on $engine', ({ create }) => {
  const stores = withStores(create);

  async function shop() {
    const fresh = await stores.fresh();
    await fresh.store.commit(createShop, ada);
    return fresh;
  }

  test('add up over batches, and count a batch once however often it comes', async () => {
    const { store } = await shop();
    const send = (batch: string) => store.addExposures('shop', 'production', batch, [line]);
    expect(await send('batch-001')).toBe('accepted');
    expect(await send('batch-001')).toBe('duplicate');
    expect(await send('batch-002')).toBe('accepted');
    expect(await store.exposures('shop', { from: 0 })).toEqual([
      { ...line, environment: 'production', count: 6 },
    ]);
  });

  test('the same batch sent ten times at once is counted once', async () => {
    const { store } = await shop();
    const results = await Promise.all(
      Array.from({ length: 10 }, () => store.addExposures('shop', 'production', 'batch-001', [line])),
    );
    expect(results.filter((result) => result === 'accepted')).toHaveLength(1);
    expect((await store.exposures('shop', { from: 0 }))[0]?.count).toBe(3);
  });

  test('the same batch name in two environments is two batches', async () => {
    const { store } = await shop();
    await store.addExposures('shop', 'production', 'batch-001', [line]);
    expect(await store.addExposures('shop', 'development', 'batch-001', [line])).toBe('accepted');
    const rows = await store.exposures('shop', { from: 0 });
    expect(rows.map(({ environment }) => environment)).toEqual(['development', 'production']);
  });

  test('are kept apart by flag, variant, reason and minute, and found by flag and time', async () => {
    const { store } = await shop();
    const others = [
      { ...line, flag: 'search' },
      { ...line, variant: '' },
      { ...line, reason: 'DISABLED' },
      { ...line, minute: 11 * MINUTE },
    ];
    // The first line twice in one batch: it adds up.
    await store.addExposures('shop', 'production', 'batch-001', [line, ...others, line]);

    const all = await store.exposures('shop', { from: 0 });
    expect(all).toHaveLength(5);
    expect(all.map((row) => row.count).toSorted((a, b) => a - b)).toEqual([3, 3, 3, 3, 6]);
    expect(await store.exposures('shop', { flag: 'search', from: 0 })).toHaveLength(1);
    expect(await store.exposures('shop', { from: 11 * MINUTE })).toMatchObject([{ minute: 11 * MINUTE }]);
    expect(await store.exposures('other', { from: 0 })).toEqual([]);
  });

  test('many batches with the same lines in different order at once: nothing lost, none blocked for good', async () => {
    const { store } = await shop();
    const lines = Array.from({ length: 20 }, (_, index) => ({ ...line, flag: `flag-${index}`, count: 1 }));
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.addExposures('shop', 'production', `batch-${index}`, index % 2 ? lines : lines.toReversed()),
      ),
    );
    const rows = await store.exposures('shop', { from: 0 });
    expect(rows.map((row) => row.count)).toEqual(lines.map(() => 20));
  });

  test('a batch of ten thousand lines goes in whole', async () => {
    const { store } = await shop();
    const lines = Array.from({ length: 10_000 }, (_, index) => ({ ...line, flag: `flag-${index}` }));
    await store.addExposures('shop', 'production', 'batch-big', lines);
    expect(await store.exposures('shop', { from: 0 })).toHaveLength(10_000);
  });

  test('of an unknown environment are refused, and the batch is not taken for sent', async () => {
    const { store } = await shop();
    const send = () => store.addExposures('shop', 'moon', 'batch-001', [line]);
    await expect(send()).rejects.toThrow(UnknownReferenceError);
    await expect(send()).rejects.toThrow(UnknownReferenceError);
    expect(await store.exposures('shop', { from: 0 })).toEqual([]);
  });

  test('batches are forgotten after a week, counts are not', async () => {
    const { store, database, clock } = await shop();
    await store.addExposures('shop', 'production', 'batch-001', [line]);
    clock.now += 8 * 24 * 60 * MINUTE;
    await store.addExposures('shop', 'production', 'batch-002', [line]);
    expect(await database.sql('select batch from exposure_batches')).toMatchObject([{ batch: 'batch-002' }]);
    expect((await store.exposures('shop', { from: 0 }))[0]?.count).toBe(6);
  });
});
