import type { EvaluationContext } from '@signalbox/core/evaluator';
import { checkOptions, createFlagClient, type Client, type ClientOptions } from '@signalbox/core/sync';
import { watchPage } from './page.ts';
import { browserPlatform } from './platform.ts';

/** Options of a client in a page. */
export interface BrowserClientOptions extends ClientOptions {
  /** The evaluation context of questions that bring none; `setContext` replaces it. */
  context?: EvaluationContext | undefined;
  /**
   * Whether to keep the last ruleset in localStorage, so that the next page answers from it before the server does.
   * Such answers carry the reason CACHED. Default: true.
   */
  cache?: boolean | undefined;
}

/** A client in a page. */
export interface BrowserClient extends Client {
  /** The evaluation context of questions that bring none. */
  readonly context: EvaluationContext | undefined;

  /**
   * Replaces the evaluation context of questions that bring none: somebody signed in, or another article is
   * shown. `change` listeners hear of it, since any flag may answer differently now.
   */
  setContext(context: EvaluationContext | undefined): void;
}

const SECRET_KEY =
  'Signalbox: option "sdkKey" must be a client-side key: anybody can read a page. This one was not sent.';

/**
 * Creates a client and begins to connect in the background. One for each page is enough.
 *
 * Never throws: with an option that is not valid it warns, has the status FATAL and answers with defaults.
 *
 * @example
 * ```ts
 * const client = createClient({
 *   url: 'https://flags.example.com',
 *   sdkKey: 'sbx_client_…',
 *   context: { targetingKey: 'customer-42' },
 * });
 * client.on('change', () => render(client.isEnabled('new-checkout')));
 * ```
 */
export function createClient(given: BrowserClientOptions): BrowserClient {
  const options = checkOptions(given, console.warn, Date.now);
  if (options.sdkKey.startsWith('sbx_server_')) options.problem = SECRET_KEY;
  const { context } = options;
  const client = Object.assign(createFlagClient(options, browserPlatform(options)), { context });
  const { close, setContext } = client;
  const stopWatching = watchPage(client);
  client.setContext = (next) => setContext((client.context = next));
  client.close = () => {
    stopWatching();
    return close();
  };
  return client;
}
