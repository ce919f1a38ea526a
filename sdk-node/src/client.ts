import {
  checkOptions,
  createFlagClient,
  withReceipts,
  type Client,
  type ClientOptions,
  type ReadyOptions,
  type ReadyResult,
} from '@signalbox/core/sync';
import { nodePlatform } from './platform.ts';

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
  const checked = checkOptions(options, (message) => console.warn(message), Date.now);
  const isPublic = checked.sdkKey.startsWith('sbx_client_');
  const platform = nodePlatform(checked, isPublic);
  const receipts = isPublic ? undefined : withReceipts(platform);
  const client = createFlagClient(checked, receipts ?? platform);
  const { ready, flush, close } = client;
  return Object.assign(client, {
    ready: (how?: ReadyOptions): Promise<ReadyResult> => stayAlive(ready(how)),
    flush: (): Promise<void> => stayAlive(flush()),
    close(): Promise<void> {
      receipts?.closeReceipts();
      return stayAlive(close());
    },
  });
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
