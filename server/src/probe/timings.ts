import { percentile } from '../fleet/index.ts';
import type { Propagation } from './schema.ts';

/** Rounds that the figures are about. */
const REMEMBERED = 100;

/** What the latest rounds found out, oldest first: milliseconds, or undefined where no answer came. */
export class Timings {
  #rounds: (number | undefined)[] = [];
  #last: { ms: number; at: number } | undefined;
  #failing: string | null = null;

  answered(ms: number, at: number): void {
    this.#last = { ms, at };
    this.#failing = null;
    this.#add(ms);
  }

  failed(why: string): void {
    this.#failing = why;
    this.#add(undefined);
  }

  get failing(): string | null {
    return this.#failing;
  }

  get propagation(): Propagation {
    const measured = this.#rounds.filter((ms) => ms !== undefined);
    const share = (part: number): number | null => percentile(Float64Array.from(measured), part);
    return {
      lastMs: this.#last?.ms ?? null,
      p50Ms: share(0.5),
      p99Ms: share(0.99),
      measuredAt: this.#last?.at ?? null,
      failing: this.#failing,
      samples: measured.length,
    };
  }

  #add(round: number | undefined): void {
    this.#rounds.push(round);
    if (this.#rounds.length > REMEMBERED) this.#rounds.shift();
  }
}
