import type { Letter } from './alphabet.ts';
import { createEngine, type EngineOptions, type Place } from './engine.ts';
import type { Program } from './program.ts';
import type { Neighbour } from './ways.ts';

type Options = Omit<EngineOptions, 'begins'>;

/** Of looking at places. */
const MAX_WORK = 100_000;
/** One after the other: deeper than an ordinary pattern goes, and not too deep for the stack. */
const MAX_PLACES = 1_000;

/**
 * The most steps for each character of a text, when it is begun at every place: what one beginning can cost at all, for
 * as many beginnings as can get past the characters that the pattern begins with. Infinity when a beginning can cost any
 * number of steps, or when finding out is too much work.
 */
export function stepsOverBeginnings(most: number, options: Options): number {
  const { distance, steps } = firstCharacters(options.program, options.letters);
  return steps + stepsFromOneBeginning((most - steps) * distance, options) / distance;
}

/**
 * `distance`: so many characters lie at least between two places at which a pattern's first characters stand.
 * `steps`: it takes at most so many to see that they do not stand there.
 */
function firstCharacters({ instructions, start }: Program, letters: readonly Letter[]) {
  const sources: string[] = [];
  let steps = 0;
  for (let at = start; ;) {
    const instruction = instructions[at];
    steps++;
    if (instruction?.type === 'character') {
      sources.push(instruction.source);
      steps += instruction.steps;
    } else if (instruction?.type !== 'assertion') break;
    at = instruction.next;
  }
  const meet = (a: string, b: string | undefined) =>
    letters.some(({ classes }) => classes.has(a) && b !== undefined && classes.has(b));
  const overlaps = [...sources.keys()].find(
    (shift) => shift > 0 && sources.slice(shift).every((source, index) => meet(source, sources[index])),
  );
  return { distance: overlaps ?? Math.max(1, sources.length), steps };
}

/** All steps of an engine that begins at one place of a text. Infinity when there may be more than `most`. */
function stepsFromOneBeginning(most: number, options: Options): number {
  const engine = createEngine({ ...options, begins: 'once' });
  const known = new Map<string, number>();
  let work = 0;

  const stepsFrom = (place: Place): number => {
    if (place.counts.size === 0) return 0;
    work += place.counts.size;
    const name = `${place.before} ${[...place.counts].toSorted(([a], [b]) => a - b).join(' ')}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    if (known.size > MAX_PLACES || work + engine.work() > MAX_WORK) return Infinity;
    // Until it is known: whoever comes by here again goes round in circles.
    known.set(name, Infinity);
    const { steps, next } = engine.look(place);
    let longest = 0;
    for (const each of next) {
      if (steps + longest > most) return Infinity;
      longest = Math.max(longest, stepsFrom(each));
    }
    known.set(name, steps + longest);
    return steps + longest;
  };

  const befores: Neighbour[] = ['nothing', 'word', 'other'];
  const counts = new Map([[options.program.start, 1]]);
  return Math.max(...befores.map((before) => stepsFrom({ counts, before, text: '' })));
}
