import { AsyncLocalStorage } from 'node:async_hooks';
import type { EvaluationContext } from '@signalbox/core/evaluator';

const storage = new AsyncLocalStorage<EvaluationContext>();
/** Who never begins a run does not pay for asking whether there is one. */
let everRun = false;

/**
 * Calls a function with an evaluation context that holds for every question asked inside it, however deep and also after
 * an `await`: `client.isEnabled('new-checkout')` knows for whom. Holds for all clients of the process.
 *
 * A question's own context comes first, then this one, then that of a run around it, then the client's option `context`;
 * attributes are replaced whole, also by undefined.
 *
 * @returns what the function returns; what it throws comes through
 * @example
 * ```ts
 * runWithContext({ targetingKey: customer.id, plan: customer.plan }, () => handle(request));
 * ```
 */
export function runWithContext<T>(context: EvaluationContext | undefined, callback: () => T): T {
  everRun = true;
  return storage.run(merge(storage.getStore(), context), callback);
}

/** Merges the context of a question with those around it. */
export type ContextMerger = (given: EvaluationContext | undefined) => EvaluationContext | undefined;

/** @param base the client's own context, which all others come before */
export function contextMerger(base: () => EvaluationContext | undefined): ContextMerger {
  /** What the questions of a run begin with, by the run's context: worked out once. */
  let merged = new WeakMap<EvaluationContext, EvaluationContext>();
  let mergedWith: EvaluationContext | undefined;

  function around(
    run: EvaluationContext | undefined,
    own: EvaluationContext | undefined,
  ): EvaluationContext | undefined {
    if (!run || !own) return run ?? own;
    if (mergedWith !== own) merged = new WeakMap();
    mergedWith = own;
    let both = merged.get(run);
    if (!both) merged.set(run, (both = merge(own, run)));
    return both;
  }

  return (given) => {
    const run = everRun ? storage.getStore() : undefined;
    const own = base();
    if (!run && !own) return given;
    return given ? merge(around(run, own), given) : around(run, own);
  };
}

function merge(
  outer: EvaluationContext | undefined,
  inner: EvaluationContext | undefined,
): EvaluationContext {
  try {
    return { ...outer, ...inner };
  } catch (error) {
    return unreadable(error);
  }
}

/** Stands for a context that cannot be read: flags that need an attribute answer INVALID_CONTEXT, and nothing throws. */
function unreadable(error: unknown): EvaluationContext {
  const fail = (): never => {
    throw error;
  };
  return new Proxy<EvaluationContext>({}, { get: fail, ownKeys: fail });
}
