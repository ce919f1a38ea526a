/** Sorted by a text, the same on every engine: databases compare by their locale. */
export function sortedBy<T>(items: T[], text: (item: T) => string): T[] {
  return items.toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
}
