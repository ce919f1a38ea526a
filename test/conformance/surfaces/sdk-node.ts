import { createClient, type Client } from '@signalbox/sdk-node';
import { toAnswer, type Surface } from '../questions.ts';
import { ask, followTo } from './ask.ts';
import { contextOf } from './evaluator.ts';
import type { RulesetServer } from './server.ts';

/** The client for Node.js, following the real server. */
export async function nodeSurface(server: RulesetServer): Promise<Surface> {
  const client = await connectNodeClient(server);
  return {
    name: 'sdk-node',
    async answer(ruleset, questions) {
      await followTo(client, (await server.load(ruleset)).revision);
      return questions.map((question) => toAnswer(ask(client, question, contextOf(question.context))));
    },
    [Symbol.asyncDispose]: () => client.close(),
  };
}

export async function connectNodeClient({ url, serverKey }: ConnectOptions): Promise<Client> {
  const client = createClient({ url, sdkKey: serverKey });
  const { ready, problem } = await client.ready({ timeoutMs: 20_000 });
  if (!ready) throw new Error(`The client did not connect: ${problem}`);
  return client;
}

type ConnectOptions = Pick<RulesetServer, 'url' | 'serverKey'>;
