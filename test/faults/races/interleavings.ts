import { deepEqual } from 'node:assert/strict';
import { checkOptions, createFlagClient, type InnerClient } from '@signalbox/core/sync';
import { createLiveRulesets, type LiveRulesets } from '../../../server/src/delivery/index.ts';
import { sdkRoutes, type SdkApi } from '../../../server/src/delivery/routes.ts';
import { createFleet } from '../../../server/src/fleet/index.ts';
import { createLogger } from '../../../server/src/logging/logger.ts';
import type { Store } from '../../../server/src/store/store.ts';
import { openStore } from '../../../server/src/store/index.ts';
import { setFlag, segmentOf, segmentRule } from '../../delivery/changes.ts';
import { createKey, OTHER_KEY, SERVER_KEY } from '../../delivery/start-server.ts';
import { ada, createShop } from '../../store/shop.ts';
import type { Check, Figures, Surroundings } from '../fault.ts';
import { below, pick, seeded } from '../random.ts';
import { memoryPlatform, type MemoryPlatform } from './memory-platform.ts';
import { createTurns, type Turns } from './turns.ts';

const FLAGS = ['banner', 'search', 'checkout'];
/** A database does not grow for ever: another one after so many. */
const AT_ONE_STORE = 500;
const logger = createLogger('silent');

/** A store that reads, answers and tells late. */
function late(store: Store, { turn }: Turns): Store {
  return {
    ...store,
    async rulesetDelta(...which) {
      await turn();
      const delta = await store.rulesetDelta(...which);
      await turn();
      return delta;
    },
    watch(listener) {
      let over = false;
      const stop = store.watch((notice) => void turn().then(() => over || listener(notice)));
      return () => {
        over = true;
        stop();
      };
    },
  };
}

interface Scene {
  store: Store;
  live: LiveRulesets;
  api: SdkApi;
  turns: Turns;
  clients: { client: InnerClient; way: MemoryPlatform }[];
  /** What an SDK of an earlier interleaving held. */
  earlier: string | undefined;
  random: () => number;
}

async function commitSomething({ store, turns, random }: Scene): Promise<void> {
  await turns.turn();
  const uses = random() < 0.5 ? ['beta'] : [];
  const change =
    random() < 0.8
      ? setFlag(pick(FLAGS, random), { archived: random() < 0.2, rules: uses.map(segmentRule) })
      : segmentOf('beta', [], [`user-${below(9, random)}`]);
  await store.commit(change, ada);
}

/** Where an SDK may say that it stands, besides where it does stand. */
async function anyPosition({ store, random }: Scene): Promise<string | undefined> {
  const all = await store.environments('shop');
  const { epoch = '', revision = 0 } = all.find(({ key }) => key === 'production') ?? {};
  const other = all.find(({ key }) => key === 'development');
  const known = [`${epoch}.${revision}`, `${epoch}.${below(revision + 1, random)}`];
  const unknown = [
    '<script>',
    'e.1.2',
    `${other?.epoch}.${other?.revision}`,
    'gone.7',
    `${epoch}.${revision + 3}`,
  ];
  return random() < 0.5 ? undefined : pick(random() < 0.5 ? known : unknown, random);
}

async function startClient(scene: Scene): Promise<void> {
  const { api, turns, clients, earlier, random } = scene;
  await turns.turn();
  // Who stands nowhere can say what it likes; who has something says what it has.
  const bootstrap = random() < 0.4 ? earlier : undefined;
  const since = bootstrap === undefined ? await anyPosition(scene) : undefined;
  const way = memoryPlatform(api, SERVER_KEY, turns, since);
  const options = checkOptions(
    { url: 'https://flags.example', sdkKey: SERVER_KEY, bootstrap, onWarning: () => undefined },
    () => undefined,
    way.clock.now,
  );
  clients.push({ client: createFlagClient(options, way.platform), way });
  if (random() < 0.3) await dropStream(way, turns);
  if (random() < 0.3) await readSlowly(way, turns);
}

async function dropStream(way: MemoryPlatform, { turn }: Turns): Promise<void> {
  await turn();
  way.socket?.destroy();
  await turn();
  await way.clock.advance(1_000);
}

async function readSlowly(way: MemoryPlatform, { turn }: Turns): Promise<void> {
  const { socket } = way;
  await turn();
  socket?.hold(true);
  await turn();
  await turn();
  socket?.hold(false);
}

/** Two seconds after the last change at the latest everybody holds what the store holds. */
async function expectNobodyStale({ store, live, turns, clients }: Scene): Promise<void> {
  await turns.finish();
  for (let halves = 0; halves < 4; halves++) {
    await turns.finish(Promise.all(clients.map(({ way }) => way.clock.advance(500))));
  }
  const view = (await live.get('shop', 'production'))?.view('server');
  const all = await store.environments('shop');
  const { epoch, revision } = all.find(({ key }) => key === 'production') ?? {};
  const expected = { epoch, revision, digest: view?.digest, status: 'READY' };
  deepEqual({ ...view?.position, digest: view?.digest, status: 'READY' }, expected, 'The server is stale');
  for (const { client } of clients) {
    const held = client.ruleset();
    deepEqual(
      { epoch: held?.epoch, revision: held?.revision, digest: held?.digest, status: client.status },
      expected,
      'An SDK is stale',
    );
  }
}

/** @returns what an SDK held in the end */
async function interleave(store: Store, seed: number, earlier: string | undefined): Promise<string> {
  const random = seeded(seed);
  const turns = createTurns(random);
  const seen = late(store, turns);
  const live = createLiveRulesets({ store: seen, logger });
  const now = Date.now;
  const api = sdkRoutes({ store: seen, live, fleet: createFleet({ now }), now, logger, heartbeatMs: 60_000 });
  const scene: Scene = { store, live, api, turns, clients: [], earlier, random };
  try {
    const actions = [
      ...Array.from({ length: 1 + below(3, random) }, () => startClient(scene)),
      ...Array.from({ length: 1 + below(4, random) }, () => commitSomething(scene)),
    ];
    await turns.finish(Promise.all(actions));
    await expectNobodyStale(scene);
    return JSON.stringify(scene.clients[0]?.client.ruleset());
  } finally {
    const closing = scene.clients.map(({ client }) => client.close());
    for (const { way } of scene.clients) way.socket?.destroy();
    live.close();
    await turns.finish(Promise.all([...closing, api.close()]));
  }
}

async function interleaveAll(count: number, { say }: Surroundings): Promise<Figures> {
  for (let done = 0; done < count;) {
    const store = await openStore('sqlite::memory:');
    try {
      await store.migrate();
      await store.commit(createShop, ada);
      await createKey(store, 'server', 'production', SERVER_KEY);
      await createKey(store, 'server', 'development', OTHER_KEY);
      let earlier: string | undefined;
      for (const end = Math.min(count, done + AT_ONE_STORE); done < end; done++) {
        try {
          earlier = await interleave(store, done, earlier);
        } catch (error) {
          throw new Error(`Interleaving ${done} went wrong`, { cause: error });
        }
      }
      say(`    ${done} of ${count}`);
    } finally {
      await store.close();
    }
  }
  return { interleavings: count };
}

export const interleavings: Check = {
  name: 'SDKs connect, come back and read slowly while flags are written, in every order: nobody is stale afterwards, wherever they say they stand',
  reduced: 150,
  full: 10_000,
  run: interleaveAll,
};
