export { createClient } from './client.ts';
export type { NodeClient, NodeClientOptions } from './client-options.ts';
export { runWithContext } from './run-context.ts';
export type { Explanation } from '@signalbox/core/evaluator';
export type * from '@signalbox/core/public';
