import { contextSource, type ContextOf, type FlagContextOptions } from './context-source.ts';

export type { FlagContextOptions };

/** As much of Express's request as there is without naming its type. For more: `flagContext((request: Request) => …)`. */
export interface ExpressRequest {
  get(name: string): string | undefined;
  readonly path: string;
}

/**
 * Middleware for Express 4 and 5: everything that handles the request, however deep, asks flags for its context.
 *
 * @param contextOf reads the context from the request; may be async. When it throws, the request goes on without one
 * @example
 * ```ts
 * app.use(flagContext((request) => ({ targetingKey: request.get('x-customer') })));
 * app.get('/', (_request, response) => response.send(client.isEnabled('new-checkout') ? 'new' : 'old'));
 * ```
 */
export function flagContext<Request = ExpressRequest>(
  contextOf: ContextOf<Request>,
  options?: FlagContextOptions,
) {
  const within = contextSource(contextOf, options);
  return (request: Request, _response: unknown, next: () => void): void | Promise<void> =>
    within(request, next);
}
