import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openStore, verifyLog } from '../../server/src/store/index.ts';
import type { Store } from '../../server/src/store/store.ts';
import { engines } from '../store/engines.ts';
import { ada, createFlag, createShop, segment, writeSegment } from '../store/shop.ts';

const KILLS = 30;
const writer = fileURLToPath(new URL('./store-writer.ts', import.meta.url));

/** Lets a process of its own commit for a while, kills it without warning, and returns what it said was committed. */
async function writeAndKill(url: string, seed: string): Promise<number[]> {
  const child = spawn(process.execPath, [writer, url, seed], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk) => (complaints += String(chunk)));
  const acknowledged: number[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => acknowledged.push(Number(line)));
  const ended = once(lines, 'close');
  const exited = once(child, 'exit');

  // From the first commit on, at any moment.
  await Promise.race([once(lines, 'line'), exited]);
  await sleep(Math.random() * 40);
  child.kill('SIGKILL');
  const [, signal] = await exited;
  await ended;
  expect(signal, complaints).toBe('SIGKILL');
  return acknowledged;
}

/** Rows, revision and log entry of the latest change tell of the same change. */
async function expectWhole(store: Store): Promise<void> {
  const project = await store.project('shop');
  const [newest] = await store.changes('shop', { limit: 1 });
  expect(newest?.sequence).toBe(project?.sequence);

  const delta = await store.rulesetDelta('shop', 'production', 0);
  const revision = newest?.revisions['production'];
  expect(delta?.revision).toBe(revision);
  expect(delta?.flags.map(({ flag }) => [flag.offVariant, flag.version])).toEqual([
    [newest?.comment, revision],
  ]);
  const beta = await store.segment('shop', 'production', 'beta');
  expect([beta?.description, beta?.version]).toEqual([newest?.comment, revision]);
}

describe.concurrent.each(engines)('kill -9 under writes on $engine', ({ create }) => {
  test(
    `${KILLS} times: nothing acknowledged is lost, nothing is half there`,
    { timeout: 300_000 },
    async () => {
      const database = await create();
      const setup = await openStore(database.url);
      await setup.migrate();
      await setup.commit(createShop, ada);
      await setup.commit(createFlag('checkout'), ada);
      await setup.commit(writeSegment('beta', segment), ada);
      await setup.close();

      let total = 0;
      for (let kill = 1; kill <= KILLS; kill++) {
        const acknowledged = await writeAndKill(database.url, `${kill}`);
        const store = await openStore(database.url);
        try {
          for (const sequence of acknowledged) {
            expect((await store.change('shop', sequence))?.comment).toMatch(new RegExp(`^${kill}\\.`));
          }
          await expectWhole(store);
          expect(await verifyLog(store, 'shop')).toMatchObject({ intact: true });
        } finally {
          await store.close();
        }
        total += acknowledged.length;
      }

      expect(total).toBeGreaterThanOrEqual(KILLS);
      await database.drop();
    },
  );
});
