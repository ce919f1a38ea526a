import { compileRuleset, detailsOf, evaluate, type CompiledRuleset } from '@signalbox/core/evaluator';
import type {
  EvaluationContext,
  EvaluationDetails,
  JsonValue,
  Ruleset,
  ValueType,
} from '@signalbox/core/evaluator';
import type { Browser } from 'playwright-core';
import { CLIENT_KEY, SERVER_KEY } from '../../delivery/start-server.ts';
import type { Question } from '../questions.ts';
import { followTo, type Asked } from '../surfaces/ask.ts';
import { openPage } from '../surfaces/browser.ts';
import { connectNodeClient } from '../surfaces/sdk-node.ts';
import { askCarefully, askOddly } from './careful.ts';
import { startRawServer } from './raw-server.ts';

/** The evaluator and both clients, given whatever there is. */
export interface FuzzTarget extends AsyncDisposable {
  /** Puts a ruleset in force everywhere. What follows is asked of it. */
  put(ruleset: Ruleset): void;
  /** Sends a text as an event of the stream. */
  send(event: string, data: string): void;
  /** By surface, in the order of the questions. */
  ask(questions: readonly Question[]): Promise<Record<string, string[]>>;
  /** Passes odd values for every argument of the clients. @returns what was not as it should be, by surface */
  askOddly(): Promise<Record<string, unknown>>;
}

export async function openFuzzTarget(browser: Browser): Promise<FuzzTarget> {
  const server = await startRawServer();
  const keys = { url: server.url, serverKey: SERVER_KEY, clientKey: CLIENT_KEY };
  const client = await connectNodeClient(keys);
  const page = await openPage(keys, browser);
  let revision = 0;
  let compiled = compileRuleset({ flags: [], segments: [] });

  return {
    put(ruleset) {
      revision = server.put(ruleset.flags, ruleset.segments);
      // As it comes over the wire.
      compiled = compileRuleset(JSON.parse(JSON.stringify(ruleset)) as Ruleset);
    },
    send: server.send,
    async ask(questions) {
      await followTo(client, revision);
      return {
        evaluator: askCarefully(evaluatorClient(compiled), questions),
        'sdk-node': askCarefully(client, questions),
        'sdk-browser': (await page.ask('askCarefully', questions, revision)) as string[],
      };
    },
    askOddly: async () => ({
      'sdk-node': askOddly(client),
      'sdk-browser': await page.ask('askOddly'),
    }),
    async [Symbol.asyncDispose]() {
      await page[Symbol.asyncDispose]();
      await client.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** The bare evaluator with a client's methods. */
function evaluatorClient(ruleset: CompiledRuleset): Asked {
  const details = (type: ValueType) => {
    return <T extends JsonValue>(key: string, fallback: T, context?: EvaluationContext) =>
      detailsOf(key, evaluate(ruleset, key, type, context), fallback) as EvaluationDetails<T>;
  };
  return {
    getBooleanDetails: details('boolean'),
    getStringDetails: details('string'),
    getNumberDetails: details('number'),
    getObjectDetails: details('json'),
  };
}
