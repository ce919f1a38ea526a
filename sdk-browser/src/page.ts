import type { InnerClient } from '@signalbox/core/sync';

/**
 * Sends what was counted in the last moments in which a page surely runs, and lets go of the server while nobody looks:
 * a page that is left, because one with an open stream cannot be kept for the way back, and one that stays hidden.
 * Whoever comes back to it finds it connecting anew. There are no such moments where a server renders a page.
 * @returns a function that ends this
 */
export function watchPage({
  flush,
  pause,
  resume,
}: Pick<InnerClient, 'flush' | 'pause' | 'resume'>): () => void {
  /** Long enough to look something up in another tab. */
  const HIDDEN_MS = 60_000;
  const MOMENTS = ['visibilitychange', 'pagehide', 'pageshow', 'focus', 'online'];

  const watching = new AbortController();
  let paused = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function letGo(): void {
    paused = true;
    pause();
  }

  function onMoment({ type }: { type: string }): void {
    clearTimeout(timer);
    const leaving = type === 'pagehide';
    if (leaving || globalThis.document?.visibilityState === 'hidden') {
      void flush();
      if (leaving) letGo();
      else if (!paused) timer = setTimeout(letGo, HIDDEN_MS);
    } else if (paused || type === 'online') {
      // Connections from before the network changed are not to be relied on.
      paused = false;
      resume();
    }
  }

  for (const moment of MOMENTS) globalThis.addEventListener?.(moment, onMoment, watching);
  onMoment({ type: 'opened' }); // in the background, maybe
  return () => {
    clearTimeout(timer);
    watching.abort();
  };
}
