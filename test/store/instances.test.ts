import { describe, expect, test } from 'vitest';
import type { InstanceRecord } from '../../server/src/store/model.ts';
import { engines } from './engines.ts';
import { withStores } from './with-store.ts';

const record: InstanceRecord = {
  project: 'shop',
  environment: 'production',
  instance: 'instance-1',
  server: 'server-a',
  sequence: 1,
  sdk: 'node/0.1.0',
  application: 'shop',
  applicationVersion: '1.4.2',
  firstSeenAt: 1_700_000_000_000,
  connectedAt: 1_700_000_000_001,
  lastSeenAt: 1_700_000_000_002,
  streaming: true,
  polledAt: null,
  pollMs: null,
  epoch: 'k3J9x0',
  delivered: 7,
  confirmed: 7,
  confirmedAt: 1_700_000_000_002,
  diverged: null,
  hasLeft: false,
};

describe.each(engines)('instances on $engine', ({ create }) => {
  const stores = withStores(create);
  const NOTHING = new Map<string, number>();

  test('are read as they were written, by every other server than the one that wrote', async () => {
    const { store } = await stores.fresh();
    const unnamed = { ...record, instance: 'instance-2', application: null, applicationVersion: null };
    const silent = { ...unnamed, instance: 'instance-3', streaming: false, polledAt: 5, pollMs: 30_000 };
    const left = { ...silent, instance: 'instance-4', confirmed: null, confirmedAt: null, hasLeft: true };
    const written = [record, unnamed, silent, left];
    await store.putInstances(written);
    const read = (server: string, environment = 'production') =>
      store.instancesElsewhere('shop', environment, server, NOTHING, 100);
    const sorted = (await read('server-b')).toSorted((a, b) => (a.instance < b.instance ? -1 : 1));
    expect(sorted).toEqual(written);
    expect(await read('server-a')).toEqual([]);
    expect(await read('server-b', 'development')).toEqual([]);
  });

  test('replace what the same server wrote before, and leave alone what another did', async () => {
    const { store } = await stores.fresh();
    await store.putInstances([record, { ...record, server: 'server-b' }]);
    await store.putInstances([{ ...record, sequence: 2, streaming: false, confirmed: 8 }]);
    const read = await store.instancesElsewhere('shop', 'production', 'server-c', NOTHING, 100);
    expect(read).toEqual([
      { ...record, server: 'server-b' },
      { ...record, sequence: 2, streaming: false, confirmed: 8 },
    ]);
  });

  test('only the news are read, and all of a server that is new', async () => {
    const { store } = await stores.fresh();
    const put = (server: string, sequence: number) =>
      store.putInstances([{ ...record, instance: `instance-${sequence}`, server, sequence }]);
    for (const sequence of [1, 2, 3]) await put('server-a', sequence);
    for (const sequence of [1, 2]) await put('server-b', sequence);
    const names = async (seen: [string, number][], limit = 100) =>
      (await store.instancesElsewhere('shop', 'production', 'server-c', new Map(seen), limit))
        .map(({ server, sequence }) => `${server} ${sequence}`)
        .toSorted();
    expect(await names([['server-a', 2]])).toEqual(['server-a 3', 'server-b 1', 'server-b 2']);
    expect(
      await names([
        ['server-a', 3],
        ['server-b', 1],
      ]),
    ).toEqual(['server-b 2']);
    expect(await names([], 2)).toEqual(['server-a 1', 'server-b 1']);
  });

  test('are removed by name and server', async () => {
    const { store } = await stores.fresh();
    await store.putInstances([record, { ...record, server: 'server-b' }, { ...record, instance: 'other-1' }]);
    await store.forgetInstances('shop', 'development', ['instance-1'], ['server-a']);
    await store.forgetInstances('shop', 'production', ['instance-1', 'nobody-1'], ['server-a', 'server-c']);
    await store.forgetInstances('shop', 'production', ['other-1'], []);
    const left = await store.instancesElsewhere('shop', 'production', 'server-c', NOTHING, 100);
    const named = left.map(({ instance, server }) => `${instance} of ${server}`);
    expect(named.toSorted()).toEqual(['instance-1 of server-b', 'other-1 of server-a']);
  });

  test('many at once are no more than one statement can take', async () => {
    const { store } = await stores.fresh();
    const many = Array.from({ length: 500 }, (_, i) => ({ ...record, instance: `instance-${i}` }));
    await store.putInstances(many);
    await store.putInstances(many.map((one) => ({ ...one, sequence: 2 })));
    expect(await store.instancesElsewhere('shop', 'production', 'b', NOTHING, 1_000)).toHaveLength(500);
  });

  test('go with the server that wrote them', async () => {
    const { store } = await stores.fresh();
    const lives = (id: string, seenAt: number) => store.serverLives({ id, startedAt: 1, seenAt });
    expect(await lives('server-a', 1)).toBe(true);
    expect(await lives('server-b', 1)).toBe(true);
    expect(await lives('server-a', 2)).toBe(false);
    expect(await store.serverProcesses()).toEqual([
      { id: 'server-a', startedAt: 1, seenAt: 2 },
      { id: 'server-b', startedAt: 1, seenAt: 1 },
    ]);
    await store.putInstances([record, { ...record, server: 'server-b' }]);
    await store.forgetServer('server-a');
    const left = await store.instancesElsewhere('shop', 'production', 'server-c', NOTHING, 100);
    expect(left).toMatchObject([{ server: 'server-b' }]);
    expect(await store.serverProcesses()).toMatchObject([{ id: 'server-b' }]);
    // Given up by the others, it is new again.
    expect(await lives('server-a', 3)).toBe(true);
  });
});
