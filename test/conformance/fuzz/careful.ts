import type { Client } from '@signalbox/core/sync';
import { ODD_NAMES, revive } from '../odd-values.ts';
import { toAnswer, type Question } from '../questions.ts';
import { ask, type Asked } from '../surfaces/ask.ts';

/** Asks as an application does that checks nothing. Every answer as a text, what was thrown too. */
export function askCarefully(client: Asked, questions: readonly Question[]): string[] {
  const before = namesOnPrototypes();
  const answers = questions.map((question) => {
    try {
      return JSON.stringify(toAnswer(ask(client, question, revive(question.context) as never)));
    } catch (error) {
      return `threw ${error instanceof Error ? error.message : typeof error}`;
    }
  });
  const after = namesOnPrototypes();
  return after === before ? answers : answers.map(() => `changed a prototype: ${after}, before: ${before}`);
}

type Ask = (client: Client, key: never, fallback: never, context: never) => unknown;

const CALLS: Record<string, Ask> = {
  isEnabled: (client, key, fallback, context) => client.isEnabled(key, context, fallback),
  getBooleanValue: (client, key, fallback, context) => client.getBooleanValue(key, fallback, context),
  getStringValue: (client, key, fallback, context) => client.getStringValue(key, fallback, context),
  getNumberValue: (client, key, fallback, context) => client.getNumberValue(key, fallback, context),
  getObjectValue: (client, key, fallback, context) => client.getObjectValue(key, fallback, context),
  getBooleanDetails: (client, key, fallback, context) =>
    client.getBooleanDetails(key, fallback, context).value,
  getStringDetails: (client, key, fallback, context) => client.getStringDetails(key, fallback, context).value,
  getNumberDetails: (client, key, fallback, context) => client.getNumberDetails(key, fallback, context).value,
  getObjectDetails: (client, key, fallback, context) => client.getObjectDetails(key, fallback, context).value,
};

/**
 * Passes odd values as key, as default and as context of a flag that is not there: the default comes back, whatever it
 * is. @returns what happened otherwise, a line each
 */
export function askOddly(client: Client): string[] {
  const problems: string[] = [];
  for (const [method, call] of Object.entries(CALLS)) {
    for (const name of ODD_NAMES) {
      const odd = revive({ $: name }) as never;
      const tries = {
        key: [odd, 'x', {}],
        default: ['not-there', odd, {}],
        context: ['not-there', 'x', odd],
      };
      for (const [place, [key, fallback, context]] of Object.entries(tries)) {
        try {
          const value = call(client, key as never, fallback as never, context as never);
          // An undefined default is none: isEnabled has one of its own.
          if (!Object.is(value, fallback) && fallback !== undefined)
            problems.push(`${method}: another answer for ${name} as ${place}`);
        } catch (error) {
          problems.push(
            `${method} threw for ${name} as ${place}: ${error instanceof Error ? error.message : ''}`,
          );
        }
      }
    }
  }
  return problems;
}

/** What every object and list has: it must not become more. */
function namesOnPrototypes(): string {
  return [Object, Array, String, Date]
    .flatMap(({ prototype }) => [
      ...Object.getOwnPropertyNames(prototype),
      String(Object.isFrozen(prototype)),
    ])
    .join();
}
