import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectBrowser } from '../setup/connect-browser.ts';
import { runGenerated } from './generate/run.ts';
import { openSurfaces, type Surfaces } from './surfaces/all.ts';

const COUNT = 20_000;
/** The same questions in every run; `pnpm conformance --count` asks others. */
const SEED = 20_261_123;

let browser: Browser;
let surfaces: Surfaces;

beforeAll(async () => {
  browser = await connectBrowser();
  surfaces = await openSurfaces(browser, { stored: false });
});

afterAll(async () => {
  await surfaces?.[Symbol.asyncDispose]();
  await browser?.close();
});

test(`all surfaces answer ${COUNT} random questions as the reference does`, async () => {
  expect(await runGenerated({ surfaces: surfaces.all, count: COUNT, seed: SEED })).toBeGreaterThanOrEqual(
    COUNT,
  );
});
