import type { Browser } from 'playwright-core';
import type { Surface } from '../questions.ts';
import { browserSurfaces } from './browser.ts';
import { evaluatorSurface, explainSurface } from './evaluator.ts';
import { ofrepBulkSurface, ofrepSingleSurface } from './ofrep.ts';
import { openFeatureServerSurface } from './openfeature-server.ts';
import { nodeSurface } from './sdk-node.ts';
import { startRulesetServer } from './server.ts';

/** Everything that answers flags, all of it following one server. */
export interface Surfaces extends AsyncDisposable {
  all: Surface[];
}

/** @param stored see startRulesetServer */
export async function openSurfaces(browser: Browser, { stored }: { stored: boolean }): Promise<Surfaces> {
  const server = await startRulesetServer({ stored });
  const all = [
    evaluatorSurface(),
    explainSurface(),
    await nodeSurface(server),
    await openFeatureServerSurface(server),
    ...(await browserSurfaces(server, browser)),
    ofrepBulkSurface(server),
    // Each question is a request: only for the cases.
    ...(stored ? [ofrepSingleSurface(server)] : []),
  ];
  return {
    all,
    async [Symbol.asyncDispose]() {
      for (const surface of all) await surface[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
