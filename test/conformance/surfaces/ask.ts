import type { EvaluationContext, EvaluationDetails, JsonValue } from '@signalbox/core/evaluator';
import type { Client } from '@signalbox/core/sync';
import type { Question } from '../questions.ts';
import { until } from './until.ts';

/** What Node's and the browser's clients have in common. Used in Node and in a page. */

export type Asked = Pick<
  Client,
  'getBooleanDetails' | 'getStringDetails' | 'getNumberDetails' | 'getObjectDetails'
>;

/** Puts a question to the method of its type. */
export function ask(
  client: Asked,
  { flag, type, default: fallback }: Pick<Question, 'flag' | 'type' | 'default'>,
  context: EvaluationContext | undefined,
): EvaluationDetails<JsonValue> {
  switch (type) {
    case 'boolean':
      return client.getBooleanDetails(flag, fallback as boolean, context);
    case 'string':
      return client.getStringDetails(flag, fallback as string, context);
    case 'number':
      return client.getNumberDetails(flag, fallback as number, context);
    case 'json':
      return client.getObjectDetails(flag, fallback, context);
  }
}

/** Waits until a client has a revision. */
export function followTo(client: Pick<Client, 'stats'>, revision: number): Promise<void> {
  return until(`revision ${revision}`, () => (client.stats().revision ?? -1) >= revision);
}
