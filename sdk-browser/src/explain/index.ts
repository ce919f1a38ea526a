import { EMPTY_RULESET, explain as explainFlag, type Explanation } from '@signalbox/core/evaluator';
import { explainClient, type InnerClient } from '@signalbox/core/sync';
import type { BrowserClient, EvaluationContext } from '@signalbox/sdk-browser';

export type { Explanation };

/**
 * Answers as the client does, and tells the whole way to the answer: which rules were tried, what each clause saw, which
 * bucket somebody falls into. For people, at the console. Counts no exposure, and sends nothing.
 *
 * @param context the evaluation context, instead of the client's
 * @example
 * ```ts
 * const { explain } = await import('@signalbox/sdk-browser/explain');
 * console.log(explain(client, 'new-checkout'));
 * ```
 */
export function explain(
  client: BrowserClient,
  key: string,
  context: EvaluationContext | undefined = client.context,
): Explanation {
  return isReal(client)
    ? explainClient(client, key, context)
    : explainFlag(EMPTY_RULESET, key, undefined, context ?? {});
}

/** Whatever an application passes. */
function isReal(client: BrowserClient): client is BrowserClient & InnerClient {
  return 'compiled' in client;
}
