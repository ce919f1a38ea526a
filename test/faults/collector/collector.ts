import { deepEqual, equal, ok } from 'node:assert/strict';
import { createClient } from '@signalbox/sdk-node';
import type { Client } from '@signalbox/core/sync';
import { setFlag } from '../../delivery/changes.ts';
import { SERVER_KEY, startServer, type TestServer } from '../../delivery/start-server.ts';
import { ada, config, configureFlag } from '../../store/shop.ts';
import type { Fault, Figures, Surroundings } from '../fault.ts';
import { startProxy, type Proxy, type ProxyTrouble } from '../proxy.ts';
import { until } from '../until.ts';
import { COLLECTOR_TROUBLES, TOO_LARGE } from './troubles.ts';

const FLAGS = ['banner', 'search', 'checkout', 'menu'];
const COUNTRIES = ['NL', 'BE', 'DE'];
/** More batches in one trouble than a client keeps. */
const FLUSHES = 25;

interface Scene {
  server: TestServer;
  proxy: Proxy;
  client: Client;
  /** How many evaluations there were: what the client must have counted. */
  evaluated: number;
}

/** Every evaluation is accepted, dropped or waiting: never two of these, never none. */
function expectIdentity({ client, evaluated }: Scene): void {
  const { counted, accepted, dropped, droppedBy, pending } = client.stats().exposures;
  equal(counted, evaluated);
  equal(counted, accepted + dropped + pending);
  equal(dropped, droppedBy.overflow + droppedBy.refused);
  ok(pending >= 0);
}

function evaluate(scene: Scene, times: number): void {
  for (let i = 0; i < times; i++) {
    const country = COUNTRIES[i % COUNTRIES.length] ?? '';
    scene.client.isEnabled(FLAGS[i % FLAGS.length] ?? '', { targetingKey: `u-${i}`, country });
  }
  scene.evaluated += times;
}

async function endure(scene: Scene, trouble: ProxyTrouble, evaluations: number): Promise<void> {
  const { server, proxy, client } = scene;
  proxy.set(trouble);
  for (let flush = 0; flush < FLUSHES; flush++) {
    const done = Math.floor((evaluations * flush) / FLUSHES);
    evaluate(scene, Math.floor((evaluations * (flush + 1)) / FLUSHES) - done);
    await client.flush();
    expectIdentity(scene);
  }
  // Meanwhile changes arrive as ever.
  const { revisions } = await server.store.commit(configureFlag('banner', config), ada);
  await until('the stream goes on', () => client.stats().revision === revisions['production']);
  proxy.set(undefined);
}

/** All that waits is sent. */
async function drain(scene: Scene): Promise<void> {
  await until('everything is sent', async () => {
    await scene.client.flush();
    return scene.client.stats().exposures.pending === 0;
  });
  expectIdentity(scene);
  const { accepted } = scene.client.stats().exposures;
  const stored = await scene.server.store.exposures('shop', { from: 0 });
  equal(
    stored.reduce((sum, { count }) => sum + count, 0),
    accepted,
    'The server has what it accepted, once',
  );
}

async function sendAll(count: number, { say }: Surroundings): Promise<Figures> {
  await using server = await startServer();
  for (const key of FLAGS) {
    await server.store.commit(setFlag(key), ada);
    await server.store.commit(configureFlag(key, config), ada);
  }
  await using proxy = await startProxy(server.url);
  const client = createClient({ url: proxy.url, sdkKey: SERVER_KEY, onWarning: () => undefined });
  const scene: Scene = { server, proxy, client, evaluated: 0 };
  try {
    equal((await client.ready()).ready, true);
    const part = Math.ceil(count / (COLLECTOR_TROUBLES.length + 1));
    for (const trouble of COLLECTOR_TROUBLES) {
      await endure(scene, trouble, Math.min(part, count - scene.evaluated));
      say(`    ${trouble.name}: ${JSON.stringify(client.stats().exposures)}`);
    }
    await drain(scene);
    const before = client.stats().exposures;
    await endure(scene, TOO_LARGE, count - scene.evaluated);
    await drain(scene);
    const { accepted, droppedBy } = client.stats().exposures;
    equal(accepted, before.accepted, 'What is too large line by line is refused');
    deepEqual(droppedBy.overflow, before.droppedBy.overflow);
    ok(droppedBy.overflow > 0 && droppedBy.refused > 0);
    return { evaluated: scene.evaluated, accepted, overflow: droppedBy.overflow, refused: droppedBy.refused };
  } finally {
    await client.close();
  }
}

export const collector: Fault = {
  number: 8,
  title: 'A collector that fails',
  checks: [
    {
      name: 'each exposure is accepted, dropped or pending, to the last one, and counted once on the server',
      reduced: 1_000_000,
      full: 1_000_000,
      run: sendAll,
    },
  ],
};
