import type { BrowserClient } from '@signalbox/sdk-browser';
import { changesOf } from './changes.ts';
import { textOf } from './text-of.ts';

/** An answer as React wants to have it: the same object until it changes. */
export interface Answer<A> {
  get(): A;
  subscribe(notify: () => void): () => void;
}

/**
 * Asks once, and again only after the flag may have changed: each question is counted as an exposure, and React asks
 * for the same answer many times.
 * @param withStatus whether the answer tells how the connection stands
 */
export function createAnswer<A>(
  client: BrowserClient,
  key: string,
  withStatus: boolean,
  ask: () => A,
): Answer<A> {
  const changes = changesOf(client);
  const count = (): number => (changes.flags.get(key) ?? 0) + (withStatus ? changes.statuses : 0);
  let kept: { answer: A; count: number } | undefined;

  return {
    get() {
      const now = count();
      if (kept?.count === now) return kept.answer;
      const next = ask();
      const answer = kept && textOf(kept.answer) === textOf(next) ? kept.answer : next;
      kept = { answer, count: now };
      return answer;
    },
    subscribe(notify) {
      const stops = [
        client.on('change', (keys) => {
          if (keys.includes(key)) notify();
        }),
        withStatus ? client.on('status', notify) : () => undefined,
      ];
      return () => stops.forEach((stop) => stop());
    },
  };
}
