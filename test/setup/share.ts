/** What one run holds once, however many test projects ask for it. */
interface Shared<T> {
  holders: number;
  started: Promise<T>;
}

/**
 * Starts something for the first test project that asks, hands the same to the others, and stops it with the last.
 * Each project loads its setup files anew, so the only place they have in common is the process itself.
 */
export async function share<T>(
  name: string,
  start: () => Promise<T>,
  stop: (started: T) => Promise<unknown>,
): Promise<{ value: T; release: () => Promise<void> }> {
  const registry = process as unknown as Record<symbol, Shared<T> | undefined>;
  const key = Symbol.for(`signalbox.test.${name}`);
  const shared = (registry[key] ??= { holders: 0, started: start() });
  shared.holders += 1;

  async function release(): Promise<void> {
    shared.holders -= 1;
    if (shared.holders > 0) return;
    registry[key] = undefined;
    await stop(await shared.started);
  }

  return { value: await shared.started, release };
}
