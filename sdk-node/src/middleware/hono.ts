import { contextSource, type ContextOf, type FlagContextOptions } from './context-source.ts';

export type { FlagContextOptions };

/** As much of Hono's context as there is without naming its type. For more: `flagContext((c: Context<Env>) => …)`. */
export interface HonoContext {
  readonly req: {
    header(name: string): string | undefined;
    readonly path: string;
  };
}

/**
 * Middleware for Hono: everything that handles the request, however deep, asks flags for its context.
 *
 * @param contextOf reads the context from Hono's; may be async. When it throws, the request goes on without one
 * @example
 * ```ts
 * app.use(flagContext((c) => ({ targetingKey: c.req.header('x-customer') })));
 * app.get('/', (c) => c.text(client.isEnabled('new-checkout') ? 'new' : 'old'));
 * ```
 */
export function flagContext<Context = HonoContext>(
  contextOf: ContextOf<Context>,
  options?: FlagContextOptions,
) {
  const within = contextSource(contextOf, options);
  return async (context: Context, next: () => Promise<void>): Promise<void> => within(context, next);
}
