import type { ClientStatus } from './client-options.ts';
import type { Platform, Timer } from './platform.ts';

/** Follows the feed: alive, lost for a while, refused. */
export class StatusTracker {
  readonly #platform: Platform;
  readonly #staleAfterMs: number;
  readonly #onChange: (status: ClientStatus) => void;
  #status: ClientStatus = 'NOT_READY';
  #problem: string | undefined = 'no answer from the server yet';
  #staleTimer: Timer | undefined;
  #waiting: (() => void)[] = [];

  constructor(platform: Platform, staleAfterMs: number, onChange: (status: ClientStatus) => void) {
    this.#platform = platform;
    this.#staleAfterMs = staleAfterMs;
    this.#onChange = onChange;
  }

  get status(): ClientStatus {
    return this.#status;
  }

  /** Why the feed is not alive; undefined while it is. */
  get problem(): string | undefined {
    return this.#problem;
  }

  get loaded(): boolean {
    return this.#status === 'READY' || this.#status === 'STALE';
  }

  alive(): void {
    this.#problem = undefined;
    this.#staleTimer?.cancel();
    this.#staleTimer = undefined;
    this.#set('READY');
    this.#stopWaiting();
  }

  failed(problem: string, refused: boolean): void {
    this.#problem = problem;
    if (!this.loaded) {
      this.#set(refused ? 'ERROR' : 'NOT_READY');
      if (refused) this.#stopWaiting();
    } else this.#staleTimer ??= this.#platform.setTimer(() => this.#set('STALE'), this.#staleAfterMs);
  }

  /** Resolves once a ruleset is in force, the time is up, or there is nothing to wait for. */
  wait(timeoutMs: number): Promise<void> {
    if (this.loaded || this.#status === 'ERROR') return Promise.resolve();
    return new Promise((resolve) => {
      const timer = this.#platform.setTimer(resolve, timeoutMs);
      this.#waiting.push(() => {
        timer.cancel();
        resolve();
      });
    });
  }

  close(): void {
    this.#staleTimer?.cancel();
    this.#stopWaiting();
  }

  #stopWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  #set(status: ClientStatus): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#onChange(status);
  }
}
