import type { EvaluationContext } from '@signalbox/core/evaluator';
import { checkOptions, FlagClient, type Client, type ClientOptions } from '@signalbox/core/sync';
import { browserPlatform } from './platform.ts';
import { VERSION } from './version.ts';

/** Pages are many, and nobody watches them one by one: they may come back more slowly. */
const MAX_BACKOFF_MS = 60_000;

/** Options of a client in a page. */
export interface BrowserClientOptions extends ClientOptions {
  /** The evaluation context of questions that bring none; `setContext` replaces it. */
  context?: EvaluationContext | undefined;
}

/** What a page knows of itself: shared between a client and the questions it passes on. */
interface Page {
  context: EvaluationContext | undefined;
}

/** A client in a page. */
export interface BrowserClient extends Client {
  /**
   * Replaces the evaluation context of questions that bring none: somebody signed in, or another article is
   * shown. `change` listeners hear of it, since any flag may answer differently now.
   */
  setContext(context: EvaluationContext | undefined): void;
}

class PageClient extends FlagClient implements BrowserClient {
  readonly #page: Page;
  readonly #left: () => void;

  constructor(given: BrowserClientOptions) {
    const options = checkOptions(given, (message) => console.warn(message), browserPlatform.now);
    const secret = options.sdkKey.startsWith('sbx_server_');
    const page: Page = { context: contextOf(given) };
    super(options, {
      platform: browserPlatform,
      info: {
        instance: randomId(),
        sdk: `browser/${VERSION}`,
        application: options.application,
        applicationVersion: options.applicationVersion,
      },
      publicKey: true,
      maxBackoffMs: MAX_BACKOFF_MS,
      problem: secret ? SECRET_KEY : options.problem,
      defaultContext: () => page.context,
    });
    this.#page = page;
    // The last moments in which a page surely runs.
    this.#left = () => void this.flush();
    addEventListener('pagehide', this.#left);
    addEventListener('visibilitychange', this.#left);
  }

  setContext(context: EvaluationContext | undefined): void {
    this.#page.context = context;
    this.announceAll();
  }

  override close(): Promise<void> {
    removeEventListener('pagehide', this.#left);
    removeEventListener('visibilitychange', this.#left);
    return super.close();
  }
}

function contextOf(given: BrowserClientOptions | undefined): EvaluationContext | undefined {
  try {
    return given?.context;
  } catch {
    return undefined; // a getter of the application's that throws
  }
}

const SECRET_KEY =
  'Signalbox: the option "sdkKey" is a server-side key, which everybody could read in this page. It was not sent. ' +
  'Use a client-side key ("sbx_client_…"), and revoke this one if the page was ever published.';

/**
 * Creates a client and begins to connect in the background. One for each page is enough.
 *
 * Never throws: with an option that is not valid it warns, has the status ERROR and answers with defaults.
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
export function createClient(options: BrowserClientOptions): BrowserClient {
  return new PageClient(options);
}

/** Random enough to tell instances apart. `crypto.randomUUID` is not there on pages without TLS. */
function randomId(): string {
  const part = (): string => Math.random().toString(36).slice(2, 12).padEnd(10, '0');
  return part() + part();
}
