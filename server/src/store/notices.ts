import type { Engine, Listener, SequencedNotice } from './engine.ts';
import type { Notice } from './store.ts';

/** Brings commits, this instance's own and what the engine hears of others, to whoever watches. */
export function createNotices(engine: Engine, onError: (error: unknown) => void) {
  const watchers = new Set<(notice: Notice) => void>();
  let listener: Listener | undefined;

  function tell(notice: Notice): void {
    for (const watcher of watchers) {
      try {
        watcher(notice);
      } catch (error) {
        onError(error);
      }
    }
  }

  return {
    watch(watcher: (notice: Notice) => void): () => void {
      // Wrapped, so that the same function given twice is two watchers.
      const entry = (notice: Notice) => watcher(notice);
      watchers.add(entry);
      listener ??= engine.listen?.(tell);
      return () => watchers.delete(entry);
    },
    committed({ sequence, ...notice }: SequencedNotice): void {
      listener?.noted({ sequence, ...notice });
      tell(notice);
    },
    async close(): Promise<void> {
      watchers.clear();
      await listener?.stop();
    },
  };
}
