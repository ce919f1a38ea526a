import { hash as digest } from 'node:crypto';
import type { Logger } from 'pino';
import type { SdkKey } from '../store/model.ts';
import type { Store } from '../store/store.ts';

const MAX_REMEMBERED = 10_000;
/** How long a revoked key still works when the notice of it was lost. */
const REMEMBERED_MS = 2_000;
const REPORT_EVERY_MS = 60_000;

export interface SdkKeysDeps {
  store: Store;
  now: () => number;
  logger: Pick<Logger, 'warn'>;
}

/** Recognises SDK keys without asking the database each time. */
export interface SdkKeys {
  /** The record of a key, revoked or not. While the store does not answer, the last that was known. */
  find(sdkKey: string): Promise<SdkKey | undefined>;
  /** Some of what is remembered may be wrong by now. */
  forget(): void;
  /** Notes that a key is in use; written down at most once a minute. */
  used(id: string): void;
  close(): Promise<void>;
}

interface Remembered {
  at: number;
  record: Promise<SdkKey | undefined>;
}

export function createSdkKeys({ store, now, logger }: SdkKeysDeps): SdkKeys {
  const remembered = new Map<string, Remembered>();
  let inUse = new Set<string>();

  async function find(sdkKey: string): Promise<SdkKey | undefined> {
    const hash = digest('sha256', sdkKey, 'hex');
    const before = remembered.get(hash);
    if (before && now() - before.at <= REMEMBERED_MS) return before.record;
    if (!before && remembered.size >= MAX_REMEMBERED) remembered.clear();
    const entry = { at: now(), record: lookUp(hash, before) };
    remembered.set(hash, entry);
    try {
      return await entry.record;
    } catch (error) {
      if (remembered.get(hash) === entry) remembered.delete(hash);
      throw error;
    }
  }

  async function lookUp(hash: string, before: Remembered | undefined): Promise<SdkKey | undefined> {
    try {
      return await store.sdkKeyByHash(hash);
    } catch (error) {
      const lastKnown = await before?.record;
      if (!lastKnown) throw error;
      return lastKnown;
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
    forget: () => remembered.clear(),
    used: (id) => void inUse.add(id),
    async close() {
      unwatch();
      clearInterval(timer);
      await report();
    },
  };
}
