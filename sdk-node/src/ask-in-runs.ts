import type { EvaluationContext } from '@signalbox/core/evaluator';
import type { NodeClient } from './client-options.ts';
import { contextMerger } from './run-context.ts';

/**
 * Makes a client's questions see the context of the run that they are asked in. The client itself is changed.
 * @param base the client's own context, which all others come before
 */
export function askInRuns<C extends NodeClient>(client: C, base: () => EvaluationContext | undefined): C {
  const ask: NodeClient = { ...client };
  const contextOf = contextMerger(base);
  // Each is written out: one function for all of them would be slow to call.
  const questions: Partial<NodeClient> = {
    isEnabled: (key, context, otherwise) => ask.isEnabled(key, contextOf(context), otherwise),
    getBooleanValue: (key, otherwise, context) => ask.getBooleanValue(key, otherwise, contextOf(context)),
    getStringValue: (key, otherwise, context) => ask.getStringValue(key, otherwise, contextOf(context)),
    getNumberValue: (key, otherwise, context) => ask.getNumberValue(key, otherwise, contextOf(context)),
    getObjectValue: (key, otherwise, context) => ask.getObjectValue(key, otherwise, contextOf(context)),
    getBooleanDetails: (key, otherwise, context) => ask.getBooleanDetails(key, otherwise, contextOf(context)),
    getStringDetails: (key, otherwise, context) => ask.getStringDetails(key, otherwise, contextOf(context)),
    getNumberDetails: (key, otherwise, context) => ask.getNumberDetails(key, otherwise, contextOf(context)),
    getObjectDetails: (key, otherwise, context) => ask.getObjectDetails(key, otherwise, contextOf(context)),
    explain: (key, context) => ask.explain(key, contextOf(context)),
  };
  return Object.assign(client, questions);
}
