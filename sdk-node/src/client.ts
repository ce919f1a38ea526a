import type { EvaluationContext } from '@signalbox/core/evaluator';
import {
  checkOptions,
  createFlagClient,
  explainClient,
  withReceipts,
  type CheckedOptions,
  type ReadyOptions,
  type ReadyResult,
} from '@signalbox/core/sync';
import { askInRuns } from './ask-in-runs.ts';
import type { NodeClient, NodeClientOptions } from './client-options.ts';
import { fileCache, type FileCache } from './file-cache.ts';
import { nodePlatform } from './platform.ts';

/** A disk that does not answer must not keep anybody from closing. */
const LAST_WRITE_MS = 5_000;

/**
 * Creates a client and begins to connect in the background. One for each process is enough.
 *
 * Never throws: with an option that is not valid it warns, has the status FATAL and answers with defaults.
 *
 * @example
 * ```ts
 * const client = createClient({ url: 'https://flags.example.com', sdkKey: process.env.SIGNALBOX_SDK_KEY });
 * await client.ready();
 * if (client.isEnabled('new-checkout', { targetingKey: 'customer-42', plan: 'business' })) …
 * ```
 */
export function createClient(given: NodeClientOptions): NodeClient {
  const options: CheckedOptions & Pick<NodeClientOptions, 'cacheFile'> = checkOptions(
    given,
    (message) => console.warn(message),
    Date.now,
  );
  const isPublic = options.sdkKey.startsWith('sbx_client_');
  const { cacheFile } = options;
  const cache = typeof cacheFile === 'string' && cacheFile ? fileCache(cacheFile, options) : undefined;
  const platform = { ...nodePlatform(options, isPublic), cache };
  const receipts = isPublic ? undefined : withReceipts(platform);
  const inner = createFlagClient(options, receipts ?? platform);
  const { ready, flush, close } = inner;
  // The same object, because the inner client keeps its `status` up to date.
  const client = Object.assign(inner, {
    explain: (key: string, context?: EvaluationContext) => explainClient(inner, key, context),
    ready: (how?: ReadyOptions): Promise<ReadyResult> => stayAlive(ready(how)),
    flush: (): Promise<void> => stayAlive(flush()),
    close(): Promise<void> {
      return stayAlive(
        Promise.all([close(), receipts?.closeReceipts(), lastWrite(cache)]).then(() => undefined),
      );
    },
  });
  return askInRuns(client, () => options.context);
}

/** Waits for what the client keeps on closing, but not for ever. */
async function lastWrite(cache: FileCache | undefined): Promise<void> {
  if (!cache) return;
  let stopWaiting: (() => void) | undefined;
  const tooLong = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LAST_WRITE_MS);
    stopWaiting = () => clearTimeout(timer);
  });
  await Promise.race([cache.idle(), tooLong]);
  stopWaiting?.();
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
