/** Callbacks of an application. One that throws is reported and disturbs nobody. */
export class Listeners<L extends { [K in keyof L]: (argument: never) => void }> {
  readonly #sets = new Map<keyof L, Set<L[keyof L]>>();
  readonly #onError: (problem: string) => void;

  constructor(onError: (problem: string) => void) {
    this.#onError = onError;
  }

  /** @returns a function that removes the listener */
  add<K extends keyof L>(event: K, listener: L[K]): () => void {
    const set = this.#sets.get(event) ?? new Set();
    this.#sets.set(event, set);
    set.add(listener);
    return () => void set.delete(listener);
  }

  emit<K extends keyof L>(event: K, call: (listener: L[K]) => void): void {
    for (const listener of this.#sets.get(event) ?? []) {
      try {
        call(listener as L[K]);
      } catch (error) {
        this.#onError(`A "${String(event)}" listener threw: ${String(error)}`);
      }
    }
  }

  clear(): void {
    this.#sets.clear();
  }
}
