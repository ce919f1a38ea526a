import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../setup/find-chromium.ts';
import { openFuzzTarget } from './fuzz/surfaces.ts';
import { runFuzz } from './fuzz/run.ts';
import { runGenerated } from './generate/run.ts';
import { openSurfaces } from './surfaces/all.ts';

/**
 * `pnpm conformance --count 1000000`: random questions to all surfaces. `--fuzz 1000000`: bad input. `--seed N` asks the
 * same as an earlier run.
 */

const USAGE = 'Usage: pnpm conformance [--count QUESTIONS] [--fuzz QUESTIONS] [--seed NUMBER]';

interface Asked {
  count: number;
  fuzz: number;
  seed: number;
}

function readArguments(): Asked {
  const { values } = parseArgs({
    options: { count: { type: 'string' }, fuzz: { type: 'string' }, seed: { type: 'string' } },
  });
  const asked = {
    count: Number(values.count ?? (values.fuzz === undefined ? 20_000 : 0)),
    fuzz: Number(values.fuzz ?? 0),
    seed: Number(values.seed ?? Date.now() % 1_000_000_000),
  };
  const wrong = Object.entries(asked).find(([, value]) => !Number.isSafeInteger(value) || value < 0);
  if (wrong) throw new Error(`--${wrong[0]} must be a whole number. ${USAGE}`);
  return asked;
}

/** The surfaces are opened anew so often, for the server remembers every revision. */
const QUESTIONS_AT_ONCE = 100_000;

async function inParts(
  count: number,
  seed: number,
  part: (options: { count: number; seed: number; onProgress: (asked: number) => void }) => Promise<number>,
): Promise<void> {
  const start = performance.now();
  let asked = 0;
  for (let at = 0; asked < count; at++) {
    const show = (now: number): void => {
      const seconds = (performance.now() - start) / 1_000;
      process.stdout.write(`\r${asked + now} of ${count} questions, ${seconds.toFixed(0)} s`);
    };
    const rest = Math.min(QUESTIONS_AT_ONCE, count - asked);
    // Far apart, so that no part repeats another.
    asked += await part({ count: rest, seed: seed + at * QUESTIONS_AT_ONCE, onProgress: show });
  }
  console.log('\nNot one difference.');
}

async function startBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    chromiumSandbox: process.getuid?.() !== 0,
  });
}

async function main(): Promise<void> {
  const { count, fuzz, seed } = readArguments();
  const browser = await startBrowser();
  console.log(`Seed ${seed}`);
  try {
    if (count > 0) {
      await inParts(count, seed, async (options) => {
        await using surfaces = await openSurfaces(browser, { stored: false });
        return await runGenerated({ surfaces: surfaces.all, ...options });
      });
    }
    if (fuzz > 0) {
      await inParts(fuzz, seed, async (options) => {
        await using target = await openFuzzTarget(browser);
        return await runFuzz({ target, ...options });
      });
    }
  } finally {
    await browser.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
