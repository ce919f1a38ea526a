import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { SdkKey } from '../store/model.ts';
import type { Store } from '../store/store.ts';

const MAX_REMEMBERED = 10_000;
const REMEMBERED_MS = 60_000;
const REPORT_EVERY_MS = 60_000;

export interface SdkKeysDeps {
  store: Store;
  now: () => number;
  logger: Pick<Logger, 'warn'>;
}

/** Recognises SDK keys without asking the database each time. */
export interface SdkKeys {
  /** The record of a key, revoked or not. */
  find(sdkKey: string): Promise<SdkKey | undefined>;
  /** Notes that a key is in use; written down at most once a minute. */
  used(id: string): void;
  close(): Promise<void>;
}

export function createSdkKeys({ store, now, logger }: SdkKeysDeps): SdkKeys {
  const remembered = new Map<string, { at: number; record: Promise<SdkKey | undefined> }>();
  let inUse = new Set<string>();

  async function find(sdkKey: string): Promise<SdkKey | undefined> {
    const hash = createHash('sha256').update(sdkKey).digest('hex');
    let entry = remembered.get(hash);
    if (!entry || now() - entry.at > REMEMBERED_MS) {
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      entry = { at: now(), record: store.sdkKeyByHash(hash) };
      remembered.set(hash, entry);
    }
    try {
      return await entry.record;
    } catch (error) {
      if (remembered.get(hash) === entry) remembered.delete(hash);
      throw error;
    }
  }

  async function report(): Promise<void> {
    if (inUse.size === 0) return;
    const ids = [...inUse];
    inUse = new Set();
    try {
      await store.sdkKeysUsed(ids, now());
    } catch (error) {
      logger.warn({ err: error }, 'not written down when SDK keys were last used');
    }
  }

  const unwatch = store.watch(({ sdkKeys }) => {
    if (sdkKeys) remembered.clear();
  });
  const timer = setInterval(() => void report(), REPORT_EVERY_MS).unref();

  return {
    find,
    used: (id) => void inUse.add(id),
    async close() {
      unwatch();
      clearInterval(timer);
      await report();
    },
  };
}
