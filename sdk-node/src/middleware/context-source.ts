import { runWithContext, type EvaluationContext } from '@signalbox/sdk-node';

/** Reads the evaluation context of a request; undefined for none. */
export type ContextOf<Request> = (
  request: Request,
) => EvaluationContext | undefined | PromiseLike<EvaluationContext | undefined>;

/** Options of the middleware. */
export interface FlagContextOptions {
  /** Called when a request's context cannot be read, at most once a minute. Default: `console.warn`. */
  onWarning?: ((message: string) => void) | undefined;
}

const WARN_EVERY_MS = 60_000;

/**
 * Goes on with a request inside a run with its context. A request whose context cannot be read goes on without one: its
 * flags answer as for nobody in particular.
 */
export function contextSource<Request>(contextOf: ContextOf<Request>, options: FlagContextOptions = {}) {
  const { onWarning = (message) => console.warn(message) } = options;
  let warnedAt = -Infinity;

  function warn(error: unknown): undefined {
    if (Date.now() - warnedAt < WARN_EVERY_MS) return;
    warnedAt = Date.now();
    try {
      onWarning(`Signalbox: the evaluation context of a request cannot be read: ${String(error)}`);
    } catch {
      // Nobody is left to tell.
    }
  }

  function read(request: Request): ReturnType<ContextOf<Request>> {
    try {
      return contextOf(request);
    } catch (error) {
      return warn(error);
    }
  }

  return <T>(request: Request, goOn: () => T): T | Promise<T> => {
    const context = read(request);
    if (!isPromise(context)) return runWithContext(context, goOn);
    return Promise.resolve(context)
      .catch(warn)
      .then((it) => runWithContext(it, goOn));
  };
}

function isPromise(it: EvaluationContext | PromiseLike<unknown> | undefined): it is PromiseLike<unknown> {
  return typeof it === 'object' && it !== null && typeof it['then'] === 'function';
}
