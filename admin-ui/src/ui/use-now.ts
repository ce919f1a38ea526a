import { useSyncExternalStore } from 'react';

const STEP_MS = 10_000;

/** One clock for all times on the page. */
function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, STEP_MS);
  return () => clearInterval(timer);
}

function now(): number {
  return Math.floor(Date.now() / STEP_MS) * STEP_MS;
}

/** The time, fine enough for "3 minutes ago". */
export function useNow(): number {
  return useSyncExternalStore(subscribe, now);
}
