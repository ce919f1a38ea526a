/** What follows a node of a graph: flags that a flag needs, segments that a segment asks for. */
export type Next = (at: string) => readonly string[];

/** The way from one node to another, both included; undefined when there is none. */
export function wayTo(next: Next, from: string, to: string): string[] | undefined {
  const visited = new Set<string>();
  const walk = (at: string, path: string[]): string[] | undefined => {
    if (at === to) return path;
    visited.add(at);
    for (const key of next(at)) {
      const found = visited.has(key) ? undefined : walk(key, [...path, key]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(from, [from]);
}

/**
 * Puts together, for a node, what was found for those that follow it; each is looked at once.
 * @param circular ends the walk where a circle was written past the checks
 */
export function walker<Found>(
  next: Next,
  combine: (found: readonly Found[], at: string) => Found,
  circular: Found,
): (at: string) => Found {
  const known = new Map<string, Found>();
  const walk = (at: string): Found => {
    const before = known.get(at);
    if (before !== undefined) return before;
    known.set(at, circular);
    const found = combine(next(at).map(walk), at);
    known.set(at, found);
    return found;
  };
  return walk;
}
