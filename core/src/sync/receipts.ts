import { backoffMs } from './backoff.ts';
import type { Platform, Timer } from './platform.ts';
import type { ReceiptPayload } from './protocol.ts';

/** Spreads the receipts of many instances when nobody is waiting for them. */
const JITTER_MS = 1_000;
const MAX_BACKOFF_MS = 30_000;

/**
 * Tells the server which revision this instance evaluates with. Only the latest matters: a receipt that
 * could not be sent is replaced by the next one, or tried again.
 */
export class ReceiptSender {
  readonly #platform: Platform;
  readonly #send: (receipt: ReceiptPayload) => Promise<boolean>;
  #next: ReceiptPayload | undefined;
  #timer: Timer | undefined;
  #sending = false;
  #failures = 0;

  /** @param send resolves to whether the server took it; never rejects */
  constructor(platform: Platform, send: (receipt: ReceiptPayload) => Promise<boolean>) {
    this.#platform = platform;
    this.#send = send;
  }

  /** @param urgent somebody is watching for it: a kill, a restore, or this instance's first ruleset */
  report(receipt: ReceiptPayload, urgent: boolean): void {
    this.#next = receipt;
    this.#failures = 0;
    if (urgent) void this.#flush();
    else this.#schedule(this.#platform.random() * JITTER_MS);
  }

  close(): void {
    this.#next = undefined;
    this.#timer?.cancel();
  }

  #schedule(ms: number): void {
    this.#timer?.cancel();
    this.#timer = this.#platform.setTimer(() => void this.#flush(), ms);
  }

  async #flush(): Promise<void> {
    const receipt = this.#next;
    if (!receipt || this.#sending) return;
    this.#timer?.cancel();
    this.#sending = true;
    const taken = await this.#send(receipt);
    this.#sending = false;
    if (this.#next !== receipt) {
      void this.#flush(); // a newer one came meanwhile
    } else if (taken) {
      this.#next = undefined;
    } else {
      this.#schedule(backoffMs(this.#failures++, JITTER_MS, MAX_BACKOFF_MS, () => this.#platform.random()));
    }
  }
}
