import type { Counts, Place } from './engine.ts';
import type { Neighbour } from './ways.ts';

/**
 * Places that were seen. One whose ways another one has too, or more, need not be: all that can come of it is less. That
 * does not go for engines that are done once they have a match, which more ways may bring about earlier: then both must
 * have ways to the same instructions.
 */
export interface Visited {
  /** False when there is a greater one already, or when nothing goes on from there. */
  add(place: Place): boolean;
  /** Comparisons so far. */
  work(): number;
}

export function createVisited({ sameInstructions }: { sameInstructions: boolean }): Visited {
  /** By the instructions that they have ways to: a greater place has ways to all of a lesser one's. */
  const places = new Map<Neighbour, Map<number, Counts[]>>();
  let work = 0;

  const covers = (greater: Counts, less: Counts): boolean => {
    work++;
    if (sameInstructions ? greater.size !== less.size : greater.size < less.size) return false;
    for (const [instruction, count] of less) {
      work++;
      if ((greater.get(instruction) ?? 0) < count) return false;
    }
    return true;
  };

  return {
    work: () => work,
    add({ counts, before }) {
      if (counts.size === 0) return false;
      const byInstruction = places.get(before) ?? new Map<number, Counts[]>();
      places.set(before, byInstruction);
      const lists = [...counts.keys()].map((instruction) => {
        work++;
        const list = byInstruction.get(instruction) ?? [];
        byInstruction.set(instruction, list);
        return list;
      });
      const shortest = lists.reduce((least, list) => (list.length < least.length ? list : least));
      if (shortest.some((other) => covers(other, counts))) return false;
      for (const list of lists) list.push(counts);
      return true;
    },
  };
}
