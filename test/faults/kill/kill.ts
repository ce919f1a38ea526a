import { deepEqual, equal, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore, verifyLog } from '../../../server/src/store/index.ts';
import type { Store } from '../../../server/src/store/store.ts';
import { SERVER_SOURCE } from '../../setup/bundle.ts';
import { createDatabaseOn } from '../../setup/create-database-on.ts';
import { startSignalbox, type Signalbox } from '../../setup/signalbox.ts';
import type { Fault, Figures, Surroundings } from '../fault.ts';
import { together } from '../together.ts';
import { until } from '../until.ts';
import { killStore } from './kill-store.ts';
import { startWriters } from './writers.ts';

/** Below it the server starts from one file; from here on as it does for people, who wait for it to be ready. */
const MANY = 100;

/** Until the server answers again. With few rounds, other tests keep the machine busy meanwhile. */
const READY_MS = { many: 3_000, few: 20_000 };

interface Victim {
  server: Signalbox;
  store: Store;
  /** The newest change before the round. */
  sequence: number;
  flags: string[];
}

/** Everything acknowledged is in the log; rows, revision and log entry tell of the same change. */
async function expectWhole(victim: Victim, acknowledged: readonly string[]): Promise<void> {
  const { store, flags } = victim;
  const project = await store.project('shop');
  const entries = await store.changes('shop', { limit: 10_000 });
  const news = entries.filter(({ sequence }) => sequence > victim.sequence);
  equal(entries[0]?.sequence, project?.sequence);
  const written = new Set(news.map(({ comment }) => comment));
  deepEqual(
    acknowledged.filter((mark) => !written.has(mark)),
    [],
    'Acknowledged writes were lost',
  );

  const delta = await store.rulesetDelta('shop', 'production', 0);
  equal(delta?.revision, entries.find(({ revisions }) => 'production' in revisions)?.revisions['production']);
  for (const key of flags) {
    const newest = news.find(({ flag }) => flag === key);
    if (!newest) continue;
    const live = delta?.flags.find(({ flag }) => flag.key === key)?.flag;
    deepEqual(
      { version: live?.version, mark: live?.rules[0]?.description },
      { version: newest.revisions['production'], mark: newest.comment },
      'A change is there in part',
    );
  }
  equal((await verifyLog(store, 'shop')).intact, true);
  victim.sequence = project?.sequence ?? 0;
}

/** @returns how many writes it had acknowledged, and the milliseconds until it was ready again */
async function killOnce(victim: Victim, round: number): Promise<{ writes: number; readyMs: number }> {
  const { server, flags } = victim;
  const writers = startWriters(server, flags, `round-${round}`);
  await until(
    'the first write is acknowledged',
    () => writers.acknowledged.length + writers.refused.length > 0,
  );
  // At any moment.
  await wait(Math.random() * 300);
  await server.stop('SIGKILL');
  await writers.stop();
  deepEqual(writers.refused, []);
  const begun = performance.now();
  await server.start();
  const readyMs = performance.now() - begun;
  await expectWhole(victim, writers.acknowledged);
  return { writes: writers.acknowledged.length, readyMs };
}

async function killOften(
  database: string,
  databaseUrl: string | undefined,
  rounds: number,
  entry: string | undefined,
): Promise<Figures> {
  const settings = {
    ...(databaseUrl !== undefined && {
      SIGNALBOX_DATABASE_URL: databaseUrl,
      SIGNALBOX_SECRET: 's'.repeat(40),
    }),
  };
  await using server = await startSignalbox({ settings, ...(entry !== undefined && { entry }) });
  const store = await openStore(databaseUrl ?? `sqlite:${join(server.dataFolder, 'signalbox.db')}`);
  try {
    const all = await store.flags('shop');
    const flags = all.filter(({ archived }) => !archived).map(({ key }) => key);
    const { sequence = 0 } = (await store.project('shop')) ?? {};
    const victim: Victim = { server, store, sequence, flags: flags.slice(0, 5) };
    let writes = 0;
    let worst = 0;
    for (let round = 1; round <= rounds; round++) {
      const outcome = await killOnce(victim, round);
      writes += outcome.writes;
      worst = Math.max(worst, outcome.readyMs);
    }
    ok(writes >= rounds);
    const limit = entry === undefined ? READY_MS.few : READY_MS.many;
    ok(worst <= limit, `Not ready after ${limit} ms, but after ${Math.round(worst)}`);
    return {
      [`${database}: writes kept`]: writes,
      [`${database}: worst until ready (ms)`]: Math.round(worst),
    };
  } finally {
    await store.close();
  }
}

/** Half of them on either database. */
async function killAll(count: number, { postgresUrl }: Surroundings): Promise<Figures> {
  const entry = count < MANY ? undefined : SERVER_SOURCE;
  const postgres = await createDatabaseOn(postgresUrl);
  try {
    const half = Math.ceil(count / 2);
    const both = await together([
      killOften('SQLite', undefined, half, entry),
      killOften('Postgres', postgres.url, count - half, entry),
    ]);
    return Object.assign({}, ...both) as Figures;
  } finally {
    await postgres.drop();
  }
}

export const kill: Fault = {
  number: 1,
  title: 'kill -9 under 20 writes a second',
  checks: [
    {
      name: 'nothing acknowledged is lost, nothing is half there, on both databases',
      reduced: 20,
      full: 1_000,
      run: killAll,
    },
    killStore,
  ],
};
