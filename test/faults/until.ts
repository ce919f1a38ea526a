import { setTimeout as wait } from 'node:timers/promises';

/** Waits until something holds. Rejects, saying what, when it does not come to hold. */
export async function until(
  what: string | (() => string),
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline)
      throw new Error(`Not after ${timeoutMs} ms: ${typeof what === 'string' ? what : what()}`);
    await wait(10);
  }
}
