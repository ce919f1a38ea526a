import { describe, expect, test, vi } from 'vitest';
import { HIDDEN_PROJECT, openStore, verifyLog, type Store } from '../../server/src/store/index.ts';
import { createPostgres, engines } from './engines.ts';
import { ada, createFlag, createShop } from './shop.ts';
import { withStores } from './with-store.ts';

const HOUR = 3_600_000;

function keyOf(name: string) {
  return { id: `probe-${name}`, prefix: 'sbx_server_abcd', hash: `hash-${name}` };
}

/** What the one flag there answers: its only variant. */
async function answerOf(store: Store): Promise<unknown> {
  const delta = await store.rulesetDelta(HIDDEN_PROJECT, 'probe', 0);
  return delta?.flags.map(({ flag }) => flag.variants[0]?.value);
}

describe.each(engines)('the commits of the probe on $engine', ({ create }) => {
  const stores = withStores(create);

  test('are revisions like any other, each with its position as the answer', async () => {
    const { store } = await stores.fresh();
    const first = await store.commitProbe(keyOf('a'));
    expect(first.revision).toBe(1);
    expect(await store.commitProbe(keyOf('a'))).toEqual({ epoch: first.epoch, revision: 2 });
    expect(await answerOf(store)).toEqual([`${first.epoch}.2`]);
    expect(await store.sdkKeyByHash('hash-a')).toMatchObject({ environment: 'probe', kind: 'server' });
  });

  test('are in nobody’s sight and leave no entry in a log', async () => {
    const { store } = await stores.fresh();
    await store.commit(createShop, ada);
    await store.commitProbe(keyOf('a'));
    await store.commit(createFlag('checkout'), ada);
    await store.commitProbe(keyOf('a'));

    expect((await store.projects()).map(({ key }) => key)).toEqual(['shop']);
    expect(await store.project(HIDDEN_PROJECT)).toBeUndefined();
    expect(await store.changes(HIDDEN_PROJECT, { limit: 10 })).toEqual([]);
    expect(await verifyLog(store, 'shop')).toMatchObject({ intact: true, entries: 2 });
  });

  test('are the only ones that get there', async () => {
    const { store } = await stores.fresh();
    await store.commitProbe(keyOf('a'));
    const change = { ...createFlag('checkout'), project: HIDDEN_PROJECT };
    await expect(store.commit(change, ada)).rejects.toThrow('There is no project');
    await expect(store.commit({ ...createShop, project: HIDDEN_PROJECT }, ada)).rejects.toThrow('no project');
  });

  test('of several servers at once get a revision each', async () => {
    const { store, database } = await stores.fresh();
    const other = await stores.another(database);
    const rounds = Array.from({ length: 8 }, (_, i) =>
      i % 2 === 0 ? store.commitProbe(keyOf('a')) : other.commitProbe(keyOf('b')),
    );
    const revisions = (await Promise.all(rounds)).map(({ revision }) => revision);
    expect(revisions.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('keep the keys of servers that run, and remove those of servers that ended', async () => {
    const { store, clock } = await stores.fresh();
    for (const name of ['ended', 'running', 'new']) await store.commitProbe(keyOf(name));
    clock.now += HOUR + 1;
    await store.sdkKeysUsed(['probe-running'], clock.now - 60_000);
    await store.commitProbe(keyOf('new'));
    const kept = (await store.sdkKeys(HIDDEN_PROJECT, 'probe')).map(({ id }) => id);
    expect(kept.toSorted()).toEqual(['probe-new', 'probe-running']);
  });

  test('keep nothing of what SDKs count there', async () => {
    const { store, clock } = await stores.fresh();
    await store.commitProbe(keyOf('a'));
    const count = { flag: 'position', variant: 'now', reason: 'STATIC', minute: clock.now, count: 1 };
    expect(await store.addExposures(HIDDEN_PROJECT, 'probe', 'batch-001', [count])).toBe('accepted');
    expect(await store.exposures(HIDDEN_PROJECT, { from: 0 })).toEqual([]);
  });
});

test('other servers on the same Postgres hear of them as of any commit', async () => {
  const database = await createPostgres();
  await using closing = new AsyncDisposableStack();
  closing.defer(() => database.drop());
  const [here, there] = [await openStore(database.url), await openStore(database.url)];
  for (const store of [here, there]) closing.defer(() => store.close());
  await here.migrate();
  const heard: string[] = [];
  there.watch(({ project, environments }) => heard.push(`${project}/${environments.join()}`));
  await vi.waitFor(
    async () => {
      await here.commitProbe(keyOf('a'));
      expect(heard).toContain(`${HIDDEN_PROJECT}/probe`);
    },
    { timeout: 20_000, interval: 50 },
  );
});
