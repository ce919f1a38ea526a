import { deepEqual, equal, ok } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from '@signalbox/sdk-node';
import type { Check, Figures, Surroundings } from '../fault.ts';
import { together } from '../together.ts';

const SDK_KEY = `sbx_server_${'t'.repeat(36)}`;
/** Nobody listens there, and nobody has to. */
const URL_OF_NOBODY = 'http://127.0.0.1:9';
const AT_ONCE = 4;
const writer = fileURLToPath(new URL('./cache-writer.ts', import.meta.url));

/** @returns the revision that was kept for sure when the writer was killed */
async function keepAndKill(file: string): Promise<number> {
  const child = spawn(process.execPath, [writer, file, URL_OF_NOBODY, SDK_KEY], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let kept = 0;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => (kept = Number(line)));
  const ended = once(lines, 'close');
  const exited = once(child, 'exit');
  await Promise.race([once(lines, 'line'), exited]);
  // At any moment.
  await wait(Math.random() * 30);
  child.kill('SIGKILL');
  const [, signal] = await exited;
  equal(signal, 'SIGKILL');
  await ended;
  return kept;
}

/** The old ruleset or the new one answers, whole, and nobody has to be warned. */
async function expectWhole(file: string, kept: number): Promise<void> {
  const warnings: string[] = [];
  const client = createClient({
    url: URL_OF_NOBODY,
    sdkKey: SDK_KEY,
    cacheFile: file,
    onWarning: (message) => warnings.push(message),
  });
  try {
    deepEqual(warnings, []);
    const { revision = 0, flags } = client.stats();
    ok(revision === kept || revision === kept + 1, `Revision ${revision} after ${kept} was kept`);
    equal(flags, 201);
    const { value, reason } = client.getBooleanDetails('even', revision % 2 !== 0);
    deepEqual({ value, reason }, { value: revision % 2 === 0, reason: 'CACHED' });
  } finally {
    await client.close();
  }
}

async function killWriters(count: number, { say }: Surroundings): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-caches-'));
  let done = 0;
  let written = 0;
  async function work(worker: number): Promise<void> {
    const file = join(folder, `cache-${worker}.json`);
    while (done < count) {
      done += 1;
      const kept = await keepAndKill(file);
      await expectWhole(file, kept);
      written += kept;
      if (done % 100 === 0) say(`    ${done} of ${count}`);
    }
  }
  try {
    await together(Array.from({ length: AT_ONCE }, (_, worker) => work(worker)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { kills: done, 'rulesets kept': written };
}

export const tornCaches: Check = {
  name: 'kill -9 while a cache is written: the next start answers from the old one or the new one, never from garbage',
  reduced: 20,
  full: 1_000,
  run: killWriters,
};
