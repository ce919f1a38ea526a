import type { Position, ReceiptPayload } from '@signalbox/core/sync';
import { MAX_KNOWN } from './limits.ts';

/** A server reads a revision within seconds after another committed it. */
const KEPT_MS = 60_000;

interface Early {
  receipt: ReceiptPayload;
  at: number;
}

/** Receipts that came to a server before the revision that they are about: the latest of each instance. */
export class EarlyReceipts {
  readonly #kept = new Map<string, Early>();

  keep(receipt: ReceiptPayload, at: number): void {
    if (this.#kept.size < MAX_KNOWN) this.#kept.set(receipt.instance, { receipt, at });
  }

  /** Those whose revision is there now. */
  take({ epoch, revision }: Position): Early[] {
    const due = [...this.#kept.values()].filter(
      ({ receipt }) => receipt.epoch === epoch && receipt.revision <= revision,
    );
    for (const { receipt } of due) this.#kept.delete(receipt.instance);
    return due;
  }

  tidy(now: number): void {
    for (const [id, { at }] of this.#kept) if (now - at >= KEPT_MS) this.#kept.delete(id);
  }
}
