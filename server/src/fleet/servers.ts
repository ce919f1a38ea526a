import type { ServerProcess } from '../store/model.ts';

/** A server that has not said for so long that it lives is gone: four times in a row. */
const LOST_MS = 20_000;

interface Known {
  startedAt: number;
  seenAt: number;
  /** When it last said something new, on the clock of this server: clocks need not agree. */
  heardAt: number;
}

/** Which other server processes live, as far as this one can see. */
export class Servers {
  readonly #startedAt: number;
  readonly #alone: boolean;
  readonly #known = new Map<string, Known>();
  #lookedAt = 0;

  /** @param alone no other can run beside this one: whatever they left is from before */
  constructor(startedAt: number, alone: boolean) {
    this.#startedAt = startedAt;
    this.#alone = alone;
  }

  /** Takes in what all the others said. */
  observed(processes: readonly ServerProcess[], now: number): void {
    this.#lookedAt = now;
    const ids = new Set(processes.map(({ id }) => id));
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id);
    for (const { id, startedAt, seenAt } of processes) {
      const before = this.#known.get(id);
      if (before?.seenAt === seenAt) continue;
      this.#known.set(id, { startedAt, seenAt, heardAt: before ? now : Math.min(now, seenAt) });
    }
  }

  /** From when on its instances may be on their way back; undefined while it lives, or was only just heard of. */
  goneSince(id: string): number | undefined {
    if (this.#alone) return this.#startedAt;
    const known = this.#known.get(id);
    if (!known) return undefined;
    // By the time of the last look: while the database does not answer, nobody can say anything.
    const isLost = known.seenAt === 0 || this.#lookedAt - known.heardAt >= LOST_MS;
    return isLost ? Math.max(known.heardAt, this.#startedAt) : undefined;
  }

  /** Those that are gone, the latest first. */
  get gone(): { id: string; since: number }[] {
    return [...this.#known]
      .toSorted(([, a], [, b]) => b.startedAt - a.startedAt)
      .flatMap(([id]) => {
        const since = this.goneSince(id);
        return since === undefined ? [] : [{ id, since }];
      });
  }
}
