import type { EvaluationDetails, JsonValue } from '@signalbox/core/evaluator';
import { OpenFeature, type EvaluationContext } from '@openfeature/web-sdk';
import { createClient, type BrowserClient } from '@signalbox/sdk-browser';
import { SignalboxWebProvider } from '@signalbox/sdk-browser/openfeature';
import { revive } from '../odd-values.ts';
import type { Question } from '../questions.ts';
import { askCarefully, askOddly } from '../fuzz/careful.ts';
import { ask, followTo } from './ask.ts';

/** What runs in the page: the browser SDK, and OpenFeature's web SDK with our provider over the same client. */

declare global {
  var conformance: Conformance;
}

/** Everything goes in and out as JSON: a page is handed no objects. */
export interface Conformance {
  connect(url: string, sdkKey: string): Promise<string | undefined>;
  askSdk(questions: string, revision: number): Promise<string>;
  askOpenFeature(questions: string, revision: number): Promise<string>;
  /** For bad input: see fuzz/careful.ts. */
  askCarefully(questions: string, revision: number): Promise<string>;
  askOddly(): Promise<string>;
}

let client: BrowserClient;

async function connect(url: string, sdkKey: string): Promise<string | undefined> {
  client = createClient({ url, sdkKey });
  const { ready, problem } = await client.ready({ timeoutMs: 20_000 });
  if (ready) await OpenFeature.setProviderAndWait(new SignalboxWebProvider(client));
  return problem;
}

async function askSdk(questions: string, revision: number): Promise<string> {
  await followTo(client, revision);
  return JSON.stringify(
    parse(questions).map((question) =>
      ask(client, question, revive(question.context) as EvaluationContext | undefined),
    ),
  );
}

async function askInPage(questions: string, revision: number): Promise<string> {
  await followTo(client, revision);
  return JSON.stringify(askCarefully(client, parse(questions)));
}

/** In a page the context is set first; then all flags are asked with it. */
async function askOpenFeature(questions: string, revision: number): Promise<string> {
  await followTo(client, revision);
  const openFeature = OpenFeature.getClient();
  const details: unknown[] = [];
  let set: string | undefined;
  for (const question of parse(questions)) {
    const context = JSON.stringify(question.context ?? {});
    if (context !== set) await OpenFeature.setContext((revive(question.context) ?? {}) as EvaluationContext);
    set = context;
    details.push(askClient(openFeature, question));
  }
  return JSON.stringify(details);
}

function askClient(
  openFeature: ReturnType<typeof OpenFeature.getClient>,
  { flag, type, default: fallback }: Question,
): Pick<EvaluationDetails<JsonValue>, 'value'> {
  switch (type) {
    case 'boolean':
      return openFeature.getBooleanDetails(flag, fallback as boolean);
    case 'string':
      return openFeature.getStringDetails(flag, fallback as string);
    case 'number':
      return openFeature.getNumberDetails(flag, fallback as number);
    case 'json':
      return openFeature.getObjectDetails<JsonValue>(flag, fallback);
  }
}

function parse(questions: string): Question[] {
  return JSON.parse(questions) as Question[];
}

globalThis.conformance = {
  connect,
  askSdk,
  askOpenFeature,
  askCarefully: askInPage,
  askOddly: async () => JSON.stringify(askOddly(client)),
};
