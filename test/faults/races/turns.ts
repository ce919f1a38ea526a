import { setImmediate } from 'node:timers/promises';
import { below } from '../random.ts';

/** Decides who goes on next, so that things that happen at the same time happen in every order. */
export interface Turns {
  /** Resolves when it is the caller's turn: at once, or after any others. */
  turn(): Promise<void>;
  /** Gives turns until the work is done, and nobody waits for a turn any more. */
  finish(work?: Promise<unknown>): Promise<void>;
}

export function createTurns(random: () => number): Turns {
  const waiting: (() => void)[] = [];

  /** Lets run what needs no turn: SQLite answers within a few rounds of the event loop. */
  async function settle(): Promise<void> {
    for (let rounds = 0; rounds < 4; rounds++) await setImmediate();
  }

  return {
    async turn() {
      if (random() < 0.3) return;
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    async finish(work = Promise.resolve()) {
      let working = true;
      const end = (): void => void (working = false);
      void work.then(end, end);
      for (let idle = 0; working || idle < 5; idle++) {
        await settle();
        for (; waiting.length > 0; idle = 0) {
          const [next] = waiting.splice(below(waiting.length, random), 1);
          next?.();
          // Sometimes the next one goes on before this one has come far.
          if (random() < 0.7) await settle();
        }
      }
      await work;
    },
  };
}
