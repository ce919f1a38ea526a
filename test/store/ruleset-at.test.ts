import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ruleset } from '@signalbox/core/evaluator';
import type { Store } from '../../server/src/store/store.ts';
import { engines } from './engines.ts';
import { commits, keys } from './histories.ts';
import {
  ada,
  config,
  configureFlag,
  createFlag,
  createShop,
  definition,
  environmentWrite,
  segment,
  writeSegment,
} from './shop.ts';
import { withStores } from './with-store.ts';

describe.each(engines)('a past ruleset on $engine', ({ create }) => {
  const stores = withStores(create);

  async function shop() {
    const { store } = await stores.fresh();
    await store.commit(createShop, ada);
    await store.commit(createFlag('checkout'), ada);
    return store;
  }

  test('of every revision is what was read when that revision was the present', async () => {
    const { store } = await stores.fresh();
    let runs = 0;

    await fc.assert(
      fc.asyncProperty(commits, async (changes) => {
        const project = `shop-${runs++}`;
        await store.commit({ ...createShop, project }, ada);
        for (const key of keys) await store.commit({ ...createFlag(key), project }, ada);

        const history = new Map<string, Ruleset>();
        for (const change of [undefined, ...changes]) {
          if (change) await store.commit({ ...change, project, comment: '' }, ada).catch(() => {});
          for (const environment of ['production', 'development']) {
            const { revision, ...ruleset } = await present(store, project, environment);
            history.set(`${environment} ${revision}`, ruleset);
          }
        }

        for (const [place, ruleset] of history) {
          const [environment = '', revision] = place.split(' ');
          expect(await store.rulesetAt(project, environment, Number(revision)), place).toEqual(ruleset);
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test('has what was archived and removed since, and lacks what was made since', async () => {
    const store = await shop();
    await store.commit(writeSegment('beta', segment), ada);
    const then = await present(store, 'shop', 'production');

    await store.commit(createFlag('search'), ada);
    await store.commit(writeSegment('beta', null), ada);
    await store.commit(writeSegment('gamma', segment), ada);
    const archived = { ...definition, archived: true };
    await store.commit(
      {
        project: 'shop',
        action: 'flag.archive',
        flag: 'checkout',
        comment: '',
        writes: [{ type: 'flag', key: 'checkout', value: archived }],
      },
      ada,
    );
    const past = await store.rulesetAt('shop', 'production', 2);
    expect(past).toEqual({ flags: then.flags, segments: then.segments });
    expect(past?.flags.map(({ key, version }) => [key, version])).toEqual([['checkout', 1]]);
    expect(past?.segments.map(({ key, version }) => [key, version])).toEqual([['beta', 2]]);
  });

  test('is found behind more entries than are read at a time', async () => {
    const store = await shop();
    const then = await present(store, 'shop', 'production');
    for (let n = 0; n < 60; n++) {
      await store.commit(configureFlag('checkout', { ...config, offVariant: n % 2 ? 'on' : 'off' }), ada);
    }
    expect(await store.rulesetAt('shop', 'production', 1)).toEqual({
      flags: then.flags,
      segments: then.segments,
    });
    expect((await store.rulesetAt('shop', 'production', 31))?.flags).toMatchObject([
      { key: 'checkout', version: 31, offVariant: 'on' },
    ]);
  });

  test('of an environment that was made later begins there', async () => {
    const store = await shop();
    await store.commit(
      {
        project: 'shop',
        action: 'environment.create',
        environment: 'staging',
        comment: '',
        writes: [
          environmentWrite('staging', 2),
          { type: 'flagConfig', key: 'checkout', environment: 'staging', value: config },
        ],
      },
      ada,
    );
    const then = await present(store, 'shop', 'staging');
    const write = configureFlag('checkout', { ...config, enabled: false }).writes.map((one) => ({
      ...one,
      environment: 'staging',
    }));
    await store.commit({ ...configureFlag('checkout', config), writes: write }, ada);
    expect(await store.rulesetAt('shop', 'staging', 1)).toEqual({ flags: then.flags, segments: [] });
    expect(await store.rulesetAt('shop', 'staging', 0)).toEqual({ flags: [], segments: [] });
  });

  test('is undefined for a revision that is not reached, and for an environment that is not there', async () => {
    const store = await shop();
    expect(await store.rulesetAt('shop', 'production', 2)).toBeUndefined();
    expect(await store.rulesetAt('shop', 'moon', 0)).toBeUndefined();
    expect(await store.rulesetAt('nowhere', 'production', 0)).toBeUndefined();
  });
});

async function present(
  store: Store,
  project: string,
  environment: string,
): Promise<Ruleset & { revision: number }> {
  const delta = await store.rulesetDelta(project, environment, 0);
  if (!delta) throw new Error('no such environment');
  const sorted = <T extends { key: string }>(entries: T[]) =>
    entries.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return {
    revision: delta.revision,
    flags: sorted(delta.flags.map(({ flag }) => flag)),
    segments: sorted(delta.segments),
  };
}
