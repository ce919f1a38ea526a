import { describe, expect, test } from 'vitest';
import {
  DuplicateError,
  StaleBasisError,
  UnknownProjectError,
  UnknownReferenceError,
} from '../../server/src/store/store.ts';
import type { Change } from '../../server/src/store/model.ts';
import { engines } from './engines.ts';
import {
  ada,
  config,
  configureFlag,
  createFlag,
  createShop,
  definition,
  environmentWrite,
  everything,
  segment,
  writeSegment,
} from './shop.ts';
import { withStores } from './with-store.ts';

describe.each(engines)('a commit on $engine', ({ create }) => {
  const stores = withStores(create);

  test('creates a project with environments at revision 0, each with an epoch of its own', async () => {
    const { store } = await stores.fresh();
    const entry = await store.commit(createShop, ada);
    expect(entry).toMatchObject({
      project: 'shop',
      sequence: 1,
      at: 1_700_000_000_000,
      actor: ada,
      revisions: {},
    });

    const environments = await store.environments('shop');
    expect(environments).toMatchObject([
      { key: 'development', position: 0, revision: 0, production: false },
      { key: 'production', position: 1, revision: 0, production: true },
    ]);
    for (const { epoch } of environments) expect(epoch).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
    expect(new Set(environments.map(({ epoch }) => epoch)).size).toBe(2);
  });

  test('gives each touched environment its next revision once, however much is written there', async () => {
    const { store } = await stores.fresh();
    await store.commit(createShop, ada);
    await store.commit(createFlag('checkout'), ada);
    const entry = await store.commit(
      configureFlag('checkout', config, {
        writes: [...configureFlag('checkout', config).writes, ...writeSegment('beta', segment).writes],
      }),
      ada,
    );

    expect(entry.revisions).toEqual({ production: 2 });
    const revisions = (await store.environments('shop')).map(({ key, revision }) => [key, revision]);
    expect(revisions).toEqual([
      ['development', 1],
      ['production', 2],
    ]);
    const flag = await store.flag('shop', 'checkout');
    expect(flag?.version).toBe(2);
    expect(flag?.environments['development']?.version).toBe(1);
    expect(flag?.environments['production']?.version).toBe(2);
    expect((await store.segment('shop', 'production', 'beta'))?.version).toBe(2);
    expect((await store.project('shop'))?.sequence).toBe(3);
  });

  test('logs what every write found and what it left', async () => {
    const { store } = await stores.fresh();
    await store.commit(createShop, ada);
    const created = await store.commit(createFlag('checkout'), ada);
    expect(
      created.items.map(({ type, key, environment, before }) => [type, key, environment, before]),
    ).toEqual([
      ['flag', 'checkout', null, null],
      ['flagConfig', 'checkout', 'development', null],
      ['flagConfig', 'checkout', 'production', null],
    ]);

    const changed = await store.commit(configureFlag('checkout', config), ada);
    expect(changed.items).toEqual([
      {
        type: 'flagConfig',
        key: 'checkout',
        environment: 'production',
        before: { ...config, enabled: false },
        after: config,
      },
    ]);
    await store.commit(writeSegment('beta', segment), ada);
    const removed = await store.commit(writeSegment('beta', null), ada);
    expect(removed.items).toEqual([
      { type: 'segment', key: 'beta', environment: 'production', before: segment, after: null },
    ]);
    expect(await store.change('shop', 5)).toEqual(removed);
  });

  test('renames a project and changes an environment without giving it a revision', async () => {
    const { store } = await stores.fresh();
    await store.commit(createShop, ada);
    await store.commit(createFlag('checkout'), ada);
    const entry = await store.commit(
      {
        project: 'shop',
        action: 'environment.update',
        comment: '',
        writes: [{ type: 'project', value: { name: 'Store' } }, environmentWrite('production', 9)],
      },
      ada,
    );
    expect(entry.items[0]).toMatchObject({
      type: 'project',
      before: { name: 'Shop' },
      after: { name: 'Store' },
    });
    expect(entry.revisions).toEqual({});
    expect((await store.project('shop'))?.name).toBe('Store');
    expect((await store.environments('shop'))[1]).toMatchObject({
      key: 'production',
      position: 9,
      revision: 1,
    });
  });

  test('revises the configs of a flag when its definition changes for SDKs, and only then', async () => {
    const { store } = await stores.fresh();
    await store.commit(createShop, ada);
    await store.commit(createFlag('checkout'), ada);
    const update = (value: typeof definition): Change => ({
      project: 'shop',
      action: 'flag.update',
      flag: 'checkout',
      comment: '',
      writes: [{ type: 'flag', key: 'checkout', value }],
    });

    expect((await store.commit(update({ ...definition, owner: 'risk' }), ada)).revisions).toEqual({});
    const described = await store.commit(update({ ...definition, metadata: { team: 'risk' } }), ada);
    expect(described.revisions).toEqual({ development: 2, production: 2 });
    const archived = await store.commit(update({ ...definition, archived: true }), ada);
    expect(archived.revisions).toEqual({ development: 3, production: 3 });
    expect((await store.flag('shop', 'checkout'))?.environments['production']?.version).toBe(3);
  });

  const refused: [string, Change, new (message?: string) => Error][] = [
    ['a project that is there already', createShop, DuplicateError],
    ['a flag that is there already', createFlag('checkout'), DuplicateError],
    [
      'a segment that is there already',
      { ...writeSegment('beta', segment), action: 'segment.create' },
      DuplicateError,
    ],
    [
      'an environment that is there already',
      {
        project: 'shop',
        action: 'environment.create',
        comment: '',
        writes: [environmentWrite('production', 3)],
      },
      DuplicateError,
    ],
    ['a change decided on an older state', configureFlag('checkout', config, { basis: 2 }), StaleBasisError],
    ['an unknown project', { ...configureFlag('checkout', config), project: 'nowhere' }, UnknownProjectError],
    ['an unknown flag', configureFlag('nothing', config), UnknownReferenceError],
    [
      'an unknown environment',
      {
        ...configureFlag('checkout', config),
        writes: [
          ...configureFlag('checkout', { ...config, enabled: false }).writes,
          { type: 'flagConfig', key: 'checkout', environment: 'moon', value: config },
        ],
      },
      UnknownReferenceError,
    ],
    ['the removal of a segment that is not there', writeSegment('gamma', null), UnknownReferenceError],
    [
      'a second write that fails after a good first one',
      {
        ...configureFlag('checkout', config),
        writes: [{ type: 'flag', key: 'second', value: definition }, ...writeSegment('gamma', null).writes],
      },
      UnknownReferenceError,
    ],
  ];

  describe('leaves everything as it was when it refuses', async () => {
    test.each(refused)('%s', async (_name, change, error) => {
      const { store } = await stores.fresh();
      await store.commit(createShop, ada);
      await store.commit(createFlag('checkout'), ada);
      await store.commit(writeSegment('beta', segment), ada);
      const before = await everything(store);

      await expect(store.commit(change, ada)).rejects.toThrow(error);
      expect(await everything(store)).toEqual(before);
    });
  });

  test('refuses content that could not be read again, and keeps nothing of it', async () => {
    const { store } = await stores.fresh();
    await store.commit(createShop, ada);
    await store.commit(createFlag('checkout'), ada);
    const before = await everything(store);
    const broken = { ...config, rules: [{ id: 'r1', clauses: [], serve: { share: Number.NaN } }] };
    await expect(store.commit(configureFlag('checkout', broken), ada)).rejects.toThrow(
      'expected number, received NaN',
    );
    expect(await everything(store)).toEqual(before);
  });

  test('keeps every character of what people write', async () => {
    const { store } = await stores.fresh();
    await store.commit(createShop, ada);
    const description = 'naïve 🚂 ‮ "quotes" \\ \n\t \ud800 \u0000';
    await store.commit(
      {
        ...createFlag('checkout'),
        comment: description,
        writes: [{ type: 'flag', key: 'checkout', value: { ...definition, description } }],
      },
      ada,
    );
    expect((await store.flag('shop', 'checkout'))?.description).toBe(description);
    expect((await store.change('shop', 2))?.comment).toBe(description);
  });
});
