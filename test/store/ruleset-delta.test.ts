import { describe, expect, test } from 'vitest';
import { engines } from './engines.ts';
import {
  ada,
  config,
  configureFlag,
  createFlag,
  createShop,
  definition,
  killed,
  segment,
  writeSegment,
} from './shop.ts';
import { withStores } from './with-store.ts';

describe.each(engines)('the ruleset on $engine', ({ create }) => {
  const stores = withStores(create);

  async function shop() {
    const fresh = await stores.fresh();
    await fresh.store.commit(createShop, ada);
    await fresh.store.commit(createFlag('checkout'), ada);
    return fresh;
  }

  test('joins what a flag is with how it stands in the environment', async () => {
    const { store } = await shop();
    const delta = await store.rulesetDelta('shop', 'production', 0);
    const [production] = (await store.environments('shop')).slice(1);
    expect(delta).toEqual({
      project: 'shop',
      environment: 'production',
      epoch: production?.epoch,
      revision: 1,
      flags: [
        {
          clientSide: true,
          flag: {
            key: 'checkout',
            version: 1,
            valueType: 'boolean',
            variants: definition.variants,
            enabled: false,
            offVariant: 'off',
            rules: config.rules,
            fallthrough: config.fallthrough,
            salt: 'a1b2c3d4',
          },
        },
      ],
      segments: [],
      removedFlags: [],
      removedSegments: [],
      committedAt: 1_700_000_000_000,
      urgent: false,
    });
  });

  test('after a revision holds what changed since, and nothing else', async () => {
    const { store, clock } = await shop();
    await store.commit(createFlag('search'), ada);
    clock.now += 5_000;
    await store.commit(configureFlag('search', config), ada);
    await store.commit(writeSegment('beta', segment), ada);

    const delta = await store.rulesetDelta('shop', 'production', 2);
    expect(delta?.revision).toBe(4);
    expect(delta?.flags.map(({ flag }) => [flag.key, flag.version])).toEqual([['search', 3]]);
    expect(delta?.segments).toEqual([
      {
        key: 'beta',
        version: 4,
        included: segment.included,
        excluded: segment.excluded,
        rules: segment.rules,
      },
    ]);
    expect(delta?.committedAt).toBe(clock.now);

    const nothing = await store.rulesetDelta('shop', 'production', 4);
    expect(nothing).toMatchObject({
      revision: 4,
      flags: [],
      segments: [],
      removedFlags: [],
      removedSegments: [],
    });
  });

  test('names archived flags and removed segments with the revision in which they went', async () => {
    const { store } = await shop();
    await store.commit(writeSegment('beta', segment), ada);
    await store.commit(writeSegment('beta', null), ada);
    await store.commit(
      {
        project: 'shop',
        action: 'flag.archive',
        flag: 'checkout',
        comment: '',
        writes: [{ type: 'flag', key: 'checkout', value: { ...definition, archived: true } }],
      },
      ada,
    );
    expect(await store.rulesetDelta('shop', 'production', 2)).toMatchObject({
      revision: 4,
      flags: [],
      segments: [],
      removedFlags: [{ key: 'checkout', version: 4 }],
      removedSegments: [{ key: 'beta', version: 3 }],
    });
    expect(await store.segments('shop', 'production')).toEqual([]);
    expect(await store.segment('shop', 'production', 'beta')).toBeUndefined();
    expect(await store.flags('shop')).toMatchObject([{ key: 'checkout', archived: true }]);
  });

  test('a segment removed and made again is there, and no longer among the removed', async () => {
    const { store } = await shop();
    await store.commit(writeSegment('beta', segment), ada);
    await store.commit(writeSegment('beta', null), ada);
    const again = { ...segment, included: ['u9'] };
    const entry = await store.commit({ ...writeSegment('beta', again), action: 'segment.create' }, ada);

    expect(entry.items[0]).toMatchObject({ before: null, after: again });
    expect(await store.rulesetDelta('shop', 'production', 2)).toMatchObject({
      segments: [{ key: 'beta', version: 4, included: ['u9'] }],
      removedSegments: [],
    });
    expect(await store.segment('shop', 'production', 'beta')).toEqual({
      ...again,
      key: 'beta',
      version: 4,
      updatedAt: 1_700_000_000_000,
    });
  });

  test('says that a kill or a restore is urgent, also behind a later ordinary change', async () => {
    const { store } = await shop();
    const urgent = async (since: number) => (await store.rulesetDelta('shop', 'production', since))?.urgent;

    await store.commit(configureFlag('checkout', killed, { action: 'flag.kill' }), ada);
    expect((await store.rulesetDelta('shop', 'production', 1))?.flags).toMatchObject([
      { flag: { killed: true } },
    ]);
    expect(await urgent(1)).toBe(true);
    expect(await urgent(0)).toBe(true);

    await store.commit(writeSegment('beta', segment), ada);
    expect(await urgent(1)).toBe(true);
    expect(await urgent(2)).toBe(false);
    expect(await urgent(0)).toBe(false);

    await store.commit(configureFlag('checkout', config, { action: 'flag.restore' }), ada);
    const restored = await store.rulesetDelta('shop', 'production', 3);
    expect(restored?.urgent).toBe(true);
    expect(restored?.flags[0]?.flag).not.toHaveProperty('killed');
  });

  test('is undefined for an environment that is not there', async () => {
    const { store } = await shop();
    expect(await store.rulesetDelta('shop', 'moon', 0)).toBeUndefined();
    expect(await store.rulesetDelta('nowhere', 'production', 0)).toBeUndefined();
  });

  const damages: [string, string][] = [
    [
      'text that is not JSON',
      `update flag_configs set config = '{"enabled":' where environment = 'production'`,
    ],
    [
      'a field that nobody knows',
      `update flag_configs set config = replace(config, '"enabled"', '"surprise":1,"enabled"')`,
    ],
    ['an operator that nobody knows', `update flag_configs set config = replace(config, '"in"', '"near"')`],
    ['a field that is missing', `update flags set definition = '{}'`],
  ];

  test.each(damages)('a row with %s fails the read that needs it, by name', async (_name, statement) => {
    const { store, database } = await shop();
    await database.sql(statement);
    await expect(store.rulesetDelta('shop', 'production', 0)).rejects.toThrow(
      /shop\/(production\/)?checkout.*flag/s,
    );
    await expect(store.flags('shop')).rejects.toThrow('cannot be read');
    expect(await store.projects()).toHaveLength(1);
  });
});
