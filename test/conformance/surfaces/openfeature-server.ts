import type { JsonValue } from '@signalbox/core/evaluator';
import { OpenFeature, type Client, type EvaluationContext } from '@openfeature/server-sdk';
import { SignalboxProvider } from '@signalbox/sdk-node/openfeature';
import { revive } from '../odd-values.ts';
import { toAnswer, type Question, type Surface } from '../questions.ts';
import { followTo } from './ask.ts';
import { connectNodeClient } from './sdk-node.ts';
import type { RulesetServer } from './server.ts';

const DOMAIN = 'conformance';

/** OpenFeature's SDK for servers, with our provider. */
export async function openFeatureServerSurface(server: RulesetServer): Promise<Surface> {
  const client = await connectNodeClient(server);
  await OpenFeature.setProviderAndWait(DOMAIN, new SignalboxProvider(client));
  const openFeature = OpenFeature.getClient(DOMAIN);
  return {
    name: 'openfeature, server',
    async answer(ruleset, questions) {
      await followTo(client, (await server.load(ruleset)).revision);
      const details = await Promise.all(questions.map((question) => askOpenFeature(openFeature, question)));
      return details.map(toAnswer);
    },
    async [Symbol.asyncDispose]() {
      await OpenFeature.clearProviders();
      await client.close();
    },
  };
}

function askOpenFeature(client: Client, { flag, type, default: fallback, context: json }: Question) {
  const context = revive(json) as EvaluationContext | undefined;
  switch (type) {
    case 'boolean':
      return client.getBooleanDetails(flag, fallback as boolean, context);
    case 'string':
      return client.getStringDetails(flag, fallback as string, context);
    case 'number':
      return client.getNumberDetails(flag, fallback as number, context);
    case 'json':
      return client.getObjectDetails<JsonValue>(flag, fallback, context);
  }
}
