import type { CompiledFlag } from '../evaluator/index.ts';
import type { Platform, Timer } from './platform.ts';
import type { EventsPayload, ExposureCount } from './protocol.ts';

const MINUTE_MS = 60_000;
/** Unsent batches kept while the server is away; an older one is dropped, and counted as such. */
const MAX_BATCHES = 20;
/** Lines in one batch; the server refuses larger ones. */
const MAX_LINES = 1_000;

/** Where every exposure went: counted = accepted + dropped + pending, always. */
export interface ExposureStats {
  counted: number;
  accepted: number;
  dropped: number;
  pending: number;
}

/** What became of a batch: taken, to be tried again later, or refused for good. */
export type SendResult = 'accepted' | 'retry' | 'refused';

interface Batch {
  payload: EventsPayload;
  total: number;
}

/**
 * Counts exposures per flag, variant, reason and minute in constant memory, and sends them in batches that
 * the server counts once however often they arrive. Evaluations add to counters on the flags' outcomes;
 * once a minute they are collected here.
 */
export class ExposureReporter {
  readonly #platform: Platform;
  readonly #instance: string;
  readonly #flags: () => Iterable<CompiledFlag>;
  readonly #send: (payload: EventsPayload) => Promise<SendResult>;
  readonly #lines = new Map<string, ExposureCount>();
  readonly #batches: Batch[] = [];
  readonly #stats = { counted: 0, accepted: 0, dropped: 0 };
  #minute: number;
  #batchNumber = 0;
  #sending: Promise<void> | undefined;
  #timer: Timer | undefined;

  /** @param send resolves to what became of a batch; never rejects */
  constructor(
    platform: Platform,
    instance: string,
    flags: () => Iterable<CompiledFlag>,
    send: (payload: EventsPayload) => Promise<SendResult>,
  ) {
    this.#platform = platform;
    this.#instance = instance;
    this.#flags = flags;
    this.#send = send;
    this.#minute = minuteOf(platform.now());
    this.#schedule();
  }

  get stats(): ExposureStats {
    for (const flag of this.#flags()) this.collect(flag);
    let pending = 0;
    for (const line of this.#lines.values()) pending += line.count;
    for (const batch of this.#batches) pending += batch.total;
    return { ...this.#stats, pending };
  }

  /** Takes over a flag's counters: at the end of a minute, and before a flag is replaced. */
  collect(flag: CompiledFlag): void {
    for (const outcome of flag.outcomes) {
      if (outcome.count === 0) continue;
      const variant = outcome.variant ?? '';
      const id = `${flag.key}|${variant}|${outcome.reason}`;
      const line = this.#lines.get(id);
      if (line) line.count += outcome.count;
      else {
        const { key } = flag;
        const { reason, count } = outcome;
        this.#lines.set(id, { flag: key, variant, reason, minute: this.#minute, count });
      }
      this.#stats.counted += outcome.count;
      outcome.count = 0;
    }
  }

  /** Sends what was counted so far. Resolves when the server has answered or could not be reached. */
  async flush(): Promise<void> {
    this.#closeMinute();
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = undefined));
    await this.#sending;
  }

  close(): void {
    this.#timer?.cancel();
  }

  /** A minute ends where the clock says so; sending waits a little, so that not everybody sends at once. */
  #schedule(): void {
    const toNextMinute = MINUTE_MS - (this.#platform.now() % MINUTE_MS);
    this.#timer = this.#platform.setTimer(() => {
      this.#closeMinute();
      this.#timer = this.#platform.setTimer(() => {
        void this.flush();
        this.#schedule();
      }, this.#platform.random() * 10_000);
    }, toNextMinute);
  }

  #closeMinute(): void {
    for (const flag of this.#flags()) this.collect(flag);
    this.#minute = minuteOf(this.#platform.now());
    const lines = [...this.#lines.values()];
    this.#lines.clear();
    for (let i = 0; i < lines.length; i += MAX_LINES) this.#enqueue(lines.slice(i, i + MAX_LINES));
  }

  #enqueue(exposures: ExposureCount[]): void {
    const total = exposures.reduce((sum, line) => sum + line.count, 0);
    const batch = `${this.#instance}-${++this.#batchNumber}`;
    this.#batches.push({ payload: { batch, instance: this.#instance, exposures }, total });
    // The first is on its way and may yet be counted: drop the one after it.
    if (this.#batches.length > MAX_BATCHES) {
      for (const dropped of this.#batches.splice(1, 1)) this.#stats.dropped += dropped.total;
    }
  }

  async #sendAll(): Promise<void> {
    for (let batch = this.#batches[0]; batch; batch = this.#batches[0]) {
      const result = await this.#send(batch.payload);
      if (result === 'retry') return;
      this.#batches.shift();
      this.#stats[result === 'accepted' ? 'accepted' : 'dropped'] += batch.total;
    }
  }
}

function minuteOf(ms: number): number {
  return ms - (ms % MINUTE_MS);
}
