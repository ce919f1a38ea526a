import { join } from 'node:path';
import type { EvaluationDetails, JsonValue } from '@signalbox/core/evaluator';
import type { Browser } from 'playwright-core';
import { servePage } from '../../e2e/sdk-browser/serve-page.ts';
import { toAnswer, type Question, type Surface } from '../questions.ts';
import type { Conformance } from './page.ts';
import type { RulesetServer } from './server.ts';

/**
 * The SDK for browsers and OpenFeature's web SDK, both in one page of a real Chromium. Its client-side key sees listed
 * keys of segments hashed.
 */
export async function browserSurfaces(server: RulesetServer, browser: Browser): Promise<Surface[]> {
  const page = await openPage(server, browser);
  const surface = (name: string, method: AskMethod): Surface => ({
    name,
    async answer(ruleset, questions) {
      const { revision } = await server.load(ruleset);
      return ((await page.ask(method, questions, revision)) as EvaluationDetails<JsonValue>[]).map(toAnswer);
    },
    [Symbol.asyncDispose]: () => page[Symbol.asyncDispose](),
  });
  return [surface('sdk-browser', 'askSdk'), surface('openfeature, web', 'askOpenFeature')];
}

type AskMethod = Exclude<keyof Conformance, 'connect'>;

interface SdkPage extends AsyncDisposable {
  ask(method: AskMethod, questions?: readonly Question[], revision?: number): Promise<unknown>;
}

/** A page that is connected to a server. */
export async function openPage(
  { url, clientKey }: Pick<RulesetServer, 'url' | 'clientKey'>,
  browser: Browser,
): Promise<SdkPage> {
  const served = await servePage(`import ${JSON.stringify(join(import.meta.dirname, 'page.ts'))};`);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(served.url);
  await page.waitForFunction(() => 'conformance' in globalThis);
  const problem = await page.evaluate((to) => conformance.connect(to.url, to.clientKey), { url, clientKey });
  if (problem !== undefined) throw new Error(`The page did not connect: ${problem}`);
  return {
    async ask(method, questions = [], revision = 0) {
      const asked = { method, questions: JSON.stringify(questions), revision };
      return JSON.parse(
        await page.evaluate((given) => conformance[given.method](given.questions, given.revision), asked),
      ) as unknown;
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      await served[Symbol.asyncDispose]();
    },
  };
}
