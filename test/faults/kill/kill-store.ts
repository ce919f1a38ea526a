import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStore, verifyLog } from '../../../server/src/store/index.ts';
import type { Store } from '../../../server/src/store/store.ts';
import { bundle } from '../../setup/bundle.ts';
import { createDatabaseOn } from '../../setup/create-database-on.ts';
import { ada, createFlag, createShop, segment, writeSegment } from '../../store/shop.ts';
import type { Check, Figures, Surroundings } from '../fault.ts';
import { together } from '../together.ts';

const writer = fileURLToPath(new URL('./store-writer.ts', import.meta.url));

/** Lets a process of its own commit for a while, kills it without warning, and returns what it said was committed. */
async function writeAndKill(url: string, seed: string): Promise<number[]> {
  const child = spawn(process.execPath, [await bundle(writer), url, seed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: number[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => acknowledged.push(Number(line)));
  const ended = once(lines, 'close');
  const exited = once(child, 'exit');

  // From the first commit on, at any moment.
  await Promise.race([once(lines, 'line'), exited]);
  await wait(Math.random() * 40);
  child.kill('SIGKILL');
  const [, signal] = await exited;
  await ended;
  equal(signal, 'SIGKILL');
  return acknowledged;
}

/** Rows, revision and log entry of the latest change tell of the same change. */
async function expectWhole(store: Store): Promise<void> {
  const project = await store.project('shop');
  const [newest] = await store.changes('shop', { limit: 1 });
  equal(newest?.sequence, project?.sequence);

  const delta = await store.rulesetDelta('shop', 'production', 0);
  const revision = newest?.revisions['production'];
  equal(delta?.revision, revision);
  const flags = delta?.flags.map(({ flag }) => [flag.offVariant, flag.version]);
  deepEqual(flags, [[newest?.comment, revision]]);
  const beta = await store.segment('shop', 'production', 'beta');
  deepEqual([beta?.description, beta?.version], [newest?.comment, revision]);
}

/** @returns how many commits were acknowledged, and found again */
async function killOften(url: string, rounds: number): Promise<number> {
  const setup = await openStore(url);
  await setup.migrate();
  await setup.commit(createShop, ada);
  await setup.commit(createFlag('checkout'), ada);
  await setup.commit(writeSegment('beta', segment), ada);
  await setup.close();

  let total = 0;
  for (let round = 1; round <= rounds; round++) {
    const acknowledged = await writeAndKill(url, `${round}`);
    const store = await openStore(url);
    try {
      for (const sequence of acknowledged) {
        match((await store.change('shop', sequence))?.comment ?? 'none', new RegExp(`^${round}\\.`));
      }
      await expectWhole(store);
      equal((await verifyLog(store, 'shop')).intact, true);
    } finally {
      await store.close();
    }
    total += acknowledged.length;
  }
  ok(total >= rounds);
  return total;
}

/** Half of them on either database. */
async function killAll(count: number, { postgresUrl }: Surroundings): Promise<Figures> {
  const postgres = await createDatabaseOn(postgresUrl);
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-kill-'));
  try {
    const half = Math.ceil(count / 2);
    const [sqlite, server] = await together([
      killOften(`sqlite:${join(folder, 'store.db')}`, half),
      killOften(postgres.url, count - half),
    ]);
    return { 'commits kept on SQLite': sqlite ?? 0, 'on Postgres': server ?? 0 };
  } finally {
    await postgres.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

export const killStore: Check = {
  name: 'nor when it is killed in the middle of commits that follow one another without a pause',
  reduced: 10,
  full: 1_000,
  run: killAll,
};
