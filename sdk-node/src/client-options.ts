import type { EvaluationContext, Explanation } from '@signalbox/core/evaluator';
import type { Client, ClientOptions } from '@signalbox/core/sync';

/** Options of a client in Node.js. */
export interface NodeClientOptions extends ClientOptions {
  /**
   * Facts that hold for every question of this client, such as the region that the process runs in. The context of a run
   * (`runWithContext`) and that of a question come before it, attribute by attribute.
   */
  context?: EvaluationContext | undefined;
  /**
   * Path of a file to keep the last ruleset in, so that the next start answers from it before the server does, or
   * without one. Its folder must exist and be writable. Such answers carry the reason CACHED. The file holds no SDK key,
   * only its owner may read it, and several processes with the same `url` and `sdkKey` may share it.
   * Default: nothing is kept.
   */
  cacheFile?: string | undefined;
}

/** A client in Node.js. */
export interface NodeClient extends Client {
  /**
   * Answers a flag and tells the whole way to the answer: every prerequisite, rule and clause that was asked. For people
   * who look into something, not for hot paths. Counts no exposure; never throws. The reason is the original one, also
   * where an answer says STALE or CACHED.
   */
  explain(key: string, context?: EvaluationContext): Explanation;
}
