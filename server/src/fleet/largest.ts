/** The so many largest of any number of items, without keeping or sorting the others. */
export class Largest<T> {
  readonly #most: number;
  /** Largest first; of equals, the first come first. */
  readonly #kept: { size: number; item: T }[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  get items(): T[] {
    return this.#kept.map(({ item }) => item);
  }

  add(size: number, item: T): void {
    const smallest = this.#kept.at(-1);
    if (this.#kept.length >= this.#most && smallest && smallest.size >= size) return;
    this.#kept.splice(this.#place(size), 0, { size, item });
    if (this.#kept.length > this.#most) this.#kept.pop();
  }

  /** Behind all that are as large. */
  #place(size: number): number {
    let low = 0;
    let high = this.#kept.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#kept[middle]?.size ?? -Infinity) >= size) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
