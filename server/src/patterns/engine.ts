import type { Letter } from './alphabet.ts';
import type { Program } from './program.ts';
import type { Neighbour, WaysFrom } from './ways.ts';

/** A number of ways for each instruction. */
export type Counts = ReadonlyMap<number, number>;

/** A place in some text, with all that a backtracking engine may come by there, whatever it tries first. */
export interface Place {
  /** For each instruction to go on at: the ways to get there. */
  readonly counts: Counts;
  readonly before: Neighbour;
  /** A text that leads to it. */
  readonly text: string;
}

interface Look {
  /** At this place, whatever comes next. Infinity when they are too many to count. */
  readonly steps: number;
  /** Each place that one more character leads to. */
  readonly next: readonly Place[];
}

export interface Engine {
  look(place: Place): Look;
  /** How many ways go on from a place. */
  waysOn(place: Place): number;
  /** How much there was to do so far. */
  work(): number;
}

export interface EngineOptions {
  program: Program;
  letters: readonly Letter[];
  waysFrom: WaysFrom;
  /**
   * Where it begins: only at the first place; at every place; or at every place until it has a match from one, for then
   * it is done.
   */
  begins: 'once' | 'everywhere' | 'untilMatch';
}

/** What happens in a backtracking engine that tries everything. */
export function createEngine({ program, letters, waysFrom, begins }: EngineOptions): Engine {
  // Only a pattern that asks for the boundaries of words has to tell them apart.
  const knowsWords = program.instructions.some(
    (each) => each.type === 'assertion' && /boundary/i.test(each.kind),
  );
  let work = 0;

  const lookAt = ({ counts, before }: Place, after: Neighbour) => {
    const takers = new Map<number, number>();
    let steps = 0;
    let matches = false;
    for (const [from, count] of counts) {
      const ways = waysFrom(from, before, after);
      steps += count * (ways?.steps ?? Infinity);
      matches ||= ways?.matches ?? false;
      for (const [taker, number] of ways?.takers ?? []) {
        work++;
        takers.set(taker, (takers.get(taker) ?? 0) + count * number);
      }
    }
    const isDone = begins === 'untilMatch' && matches;
    const beginsAnew = begins !== 'once' && counts.has(program.start) && !isDone;
    return { steps, takers, beginsAnew };
  };

  const take = (letter: Letter, { takers, beginsAnew }: ReturnType<typeof lookAt>): Counts => {
    const counts = new Map<number, number>(beginsAnew ? [[program.start, 1]] : []);
    for (const [taker, count] of takers) {
      work++;
      const instruction = program.instructions[taker];
      if (instruction?.type !== 'character' || !letter.classes.has(instruction.source)) continue;
      counts.set(instruction.next, (counts.get(instruction.next) ?? 0) + count);
    }
    return counts;
  };

  return {
    work: () => work,
    waysOn(place) {
      const { takers } = lookAt(place, 'other');
      return [...takers.values()].reduce((sum, ways) => sum + ways, 0);
    },
    look(place) {
      const beforeOther = lookAt(place, 'other');
      const beforeWord = knowsWords ? lookAt(place, 'word') : beforeOther;
      const steps = Math.max(lookAt(place, 'nothing').steps, beforeOther.steps, beforeWord.steps);
      const next = letters.map((letter): Place => ({
        counts: take(letter, letter.isWord ? beforeWord : beforeOther),
        before: knowsWords && letter.isWord ? 'word' : 'other',
        text: place.text + letter.sample,
      }));
      return { steps, next };
    },
  };
}
