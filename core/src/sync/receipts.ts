import { backoffMs } from './backoff.ts';
import type { Platform } from './platform.ts';
import { post } from './post.ts';
import { formatPosition, GOODBYE_PATH, RECEIPTS_PATH, type ReceiptPayload } from './protocol.ts';

/** Spreads the receipts of many instances when nobody is waiting for them. */
const JITTER_MS = 1_000;
const MAX_BACKOFF_MS = 30_000;

export interface ReceiptSender extends Platform {
  /** Sends nothing more but a goodbye: who ends on purpose is not missed. Resolves when that is done. Never rejects. */
  closeReceipts(): Promise<void>;
}

/**
 * A platform whose client tells the server which revision it evaluates with: for server-side keys only, since receipts
 * of a public key would prove nothing. Each is sent once for each stream, because a server that was away may have
 * forgotten who we are. Only the latest matters: one that could not be sent is replaced by the next, or tried again.
 */
export function withReceipts(platform: Platform): ReceiptSender {
  const { instance, random, setTimer } = platform;
  let reported: string | undefined;
  let next: ReceiptPayload | undefined;
  let stopTimer: (() => void) | undefined;
  let sending = false;
  let failures = 0;

  function schedule(ms: number): void {
    stopTimer?.();
    stopTimer = setTimer(() => void send(), ms);
  }

  async function send(): Promise<void> {
    const receipt = next;
    if (!receipt || sending) return;
    stopTimer?.();
    sending = true;
    const { status, retryAfterMs = 0 } = await post(platform, RECEIPTS_PATH, receipt);
    sending = false;
    if (next !== receipt) {
      void send(); // a newer one came meanwhile
    } else if (status >= 500 || status === 429) {
      schedule(retryAfterMs + backoffMs(failures++, JITTER_MS, MAX_BACKOFF_MS, random));
    } else {
      next = undefined;
    }
  }

  return {
    ...platform,
    openStream(...request) {
      reported = undefined;
      return platform.openStream(...request);
    },
    onConfirmed(standing, urgent) {
      // The same revision with another digest is news: what had gone wrong here is mended.
      const held = formatPosition(standing) + standing.digest;
      if (held === reported) return;
      reported = held;
      next = { ...standing, instance };
      failures = 0;
      if (urgent) void send();
      else schedule(random() * JITTER_MS);
    },
    async closeReceipts() {
      next = undefined;
      stopTimer?.();
      // Who never said anything is not known.
      if (reported !== undefined) await post(platform, GOODBYE_PATH, { instance });
    },
  };
}
