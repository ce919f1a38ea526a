import { explain, type EvaluationContext, type Explanation } from '../evaluator/index.ts';
import type { InnerClient } from './client.ts';

/** Explains an answer of a client, also that there is none yet. */
export function explainClient(
  client: InnerClient,
  key: string,
  context: EvaluationContext | undefined,
): Explanation {
  if (client.stats().digest !== undefined) return explain(client.compiled(), key, undefined, context ?? {});
  // Without a ruleset nothing is evaluated, and so nothing is counted.
  const details = client.getObjectDetails(key, null);
  return {
    flagKey: key,
    details,
    decidedBy: { type: 'error' },
    prerequisites: [],
    rules: [],
    fallthrough: null,
  };
}
