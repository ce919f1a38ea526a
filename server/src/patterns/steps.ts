import { lettersOf } from './alphabet.ts';
import { stepsOverBeginnings } from './beginnings.ts';
import { createEngine, type EngineOptions, type Place } from './engine.ts';
import { compileProgram } from './program.ts';
import { parsePattern, UnprovenError } from './syntax.ts';
import { createVisited } from './visited.ts';
import { createWays } from './ways.ts';

/** Of looking at places and comparing them. Ordinary patterns need some hundreds. */
const MAX_WORK = 100_000;

/** Each takes an engine about a millisecond to get ready for. */
const MAX_PROPERTIES = 8;

const REMEDY =
  'Bound its repetitions, such as ".{0,50}" instead of ".*", let no two of them take the same characters, or begin it with "^".';

/**
 * Proves that a backtracking engine takes at most `most` steps for each character of a text, whatever the text.
 * @throws {UnprovenError} when it can take more, or when that cannot be found out.
 */
export function proveSteps(pattern: string, flags: string, most: number): void {
  if ((pattern.match(/\\[pP]\{/g)?.length ?? 0) > MAX_PROPERTIES) {
    throw new UnprovenError(`asks for more than ${MAX_PROPERTIES} Unicode properties`, 'Use fewer of them.');
  }
  const program = compileProgram(parsePattern(pattern));
  const classes = program.instructions.flatMap((each) => (each.type === 'character' ? [each.source] : []));
  const letters = lettersOf(pattern, new Set(classes), flags);
  const options = { program, letters, waysFrom: createWays(program, most) };
  // Each is quick where the others have much to do or say nothing: with counted repetitions, with endless ones, and with
  // endless ones that a match ends.
  if (stepsOverBeginnings(most, options) <= most) return;
  if (search(most, { ...options, begins: 'everywhere' }) === 'within') return;
  const found = search(most, { ...options, begins: 'untilMatch' });
  if (found === 'within') return;
  throw new UnprovenError(
    found === undefined
      ? `cannot be proven to take at most ${most} steps for each character of every text`
      : `takes more than ${most} steps for each character of some texts, such as ${shorten(found.text)}`,
    REMEDY,
  );
}

/**
 * Looks at every distinct place that a text can lead to: `within` when there are at most so many steps at each, otherwise
 * a text that leads to one with more. Undefined when there are too many places to look at.
 */
function search(most: number, options: EngineOptions): 'within' | { text: string } | undefined {
  const engine = createEngine(options);
  const visited = createVisited({ sameInstructions: options.begins === 'untilMatch' });
  const open: Place[] = [{ counts: new Map([[options.program.start, 1]]), before: 'nothing', text: '' }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { steps, next } = engine.look(place);
    if (steps > most) return { text: place.text };
    const unseen = next
      .filter((each) => visited.add(each))
      .map((each) => ({ each, ways: engine.waysOn(each) }));
    // From where the most ways go on is looked at first: that may save looking at others.
    open.push(...unseen.toSorted((a, b) => a.ways - b.ways).map(({ each }) => each));
    if (engine.work() + visited.work() > MAX_WORK) return undefined;
  }
  return 'within';
}

function shorten(text: string): string {
  const characters = Array.from(text);
  return JSON.stringify(characters.length > 24 ? `${characters.slice(0, 24).join('')}…` : text);
}
