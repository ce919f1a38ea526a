import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { checkPattern } from '../../server/src/patterns/index.ts';
import { EVIL } from './patterns/evil.ts';
import { ORDINARY } from './patterns/ordinary.ts';
import type { Trial } from './patterns/trial.ts';

/** Tries all of them in a thread of its own, which can be ended when one hangs it. */
async function tryAll(): Promise<Trial[]> {
  const worker = new Worker(new URL('patterns/trial.ts', import.meta.url));
  const trials: Trial[] = [];
  try {
    await new Promise<void>((done, fail) => {
      worker.on('message', (trial: Trial) => trials.push(trial));
      worker.on('error', fail);
      worker.on('exit', () => done());
      setTimeout(() => fail(new Error(`Hangs after ${trials.at(-1)?.pattern}`)), 120_000).unref();
    });
  } finally {
    await worker.terminate();
  }
  return trials;
}

test('of hundreds of evil patterns, each is refused with a way out, or cannot make anybody wait', async () => {
  const trials = await tryAll();
  expect(trials.map(({ pattern }) => pattern)).toEqual(EVIL.map(({ pattern }) => pattern));
  const refusals = trials.flatMap(({ refused }) => (refused ? [refused] : []));
  expect(refusals.length).toBeGreaterThan(200);
  const wordless = refusals.filter(
    ({ problem, remedy }) => !/^(takes|cannot|uses|looks|has) /.test(problem) || !/\S.*\.$/.test(remedy),
  );
  expect(wordless).toEqual([]);
}, 130_000);

test.each(Object.entries(ORDINARY))('what people write about %s can be saved', async (_what, patterns) => {
  const refused: unknown[] = [];
  for (const pattern of patterns) {
    for (const ignoreCase of [false, true]) {
      const problem = await checkPattern(pattern, { ignoreCase });
      if (problem) refused.push({ pattern, ignoreCase, problem });
    }
  }
  expect(refused).toEqual([]);
});

test('that is more than a hundred patterns', () => {
  expect(Object.values(ORDINARY).flat().length).toBeGreaterThan(100);
});
