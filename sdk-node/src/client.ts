import { randomUUID } from 'node:crypto';
import {
  checkOptions,
  FlagClient,
  type Client,
  type ClientOptions,
  type ReadyOptions,
  type ReadyResult,
} from '@signalbox/core/sync';
import { nodePlatform } from './platform.ts';
import { VERSION } from './version.ts';

const MAX_BACKOFF_MS = 30_000;

class NodeClient extends FlagClient {
  constructor(given: ClientOptions) {
    const options = checkOptions(given, (message) => console.warn(message), nodePlatform.now);
    const {
      sdkKey,
      problem,
      application = process.env['npm_package_name'],
      applicationVersion = process.env['npm_package_version'],
    } = options;
    super(options, {
      platform: nodePlatform,
      info: { instance: randomUUID(), sdk: `node/${VERSION}`, application, applicationVersion },
      publicKey: sdkKey.startsWith('sbx_client_'),
      maxBackoffMs: MAX_BACKOFF_MS,
      problem,
    });
  }

  override ready(options?: ReadyOptions): Promise<ReadyResult> {
    return stayAlive(super.ready(options));
  }

  override flush(): Promise<void> {
    return stayAlive(super.flush());
  }

  override close(): Promise<void> {
    return stayAlive(super.close());
  }
}

/**
 * Creates a client and begins to connect in the background. One for each process is enough.
 *
 * Never throws: with an option that is not valid it warns, has the status ERROR and answers with defaults.
 *
 * @example
 * ```ts
 * const client = createClient({ url: 'https://flags.example.com', sdkKey: process.env.SIGNALBOX_SDK_KEY });
 * await client.ready();
 * if (client.isEnabled('new-checkout', { targetingKey: 'customer-42', plan: 'business' })) …
 * ```
 */
export function createClient(options: ClientOptions): Client {
  return new NodeClient(options);
}

/**
 * The SDK's own timers and sockets let the process end. Whoever waits for one of its promises means to see
 * the outcome, so for as long as that takes the process stays.
 */
async function stayAlive<T>(outcome: Promise<T>): Promise<T> {
  const anchor = setInterval(() => undefined, 1_000_000_000);
  try {
    return await outcome;
  } finally {
    clearInterval(anchor);
  }
}
