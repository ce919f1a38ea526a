import type { Program } from './program.ts';

/** What stands before or after a place in a text. */
export type Neighbour = 'nothing' | 'word' | 'other';

/** What an engine can do at one place of a text before it takes the next character. */
interface Ways {
  /** The instructions that could take it, each with the number of ways to get there. */
  readonly takers: ReadonlyMap<number, number>;
  /** Instructions that it tries at most. */
  readonly steps: number;
  /** Whether it can end here, with success. */
  readonly matches: boolean;
}

/** Finds the ways on from an instruction, between two characters. None when they are more than `most`. */
function findWays(
  { instructions }: Program,
  from: number,
  between: { before: Neighbour; after: Neighbour },
  most: number,
): Ways | undefined {
  const takers = new Map<number, number>();
  const { before, after } = between;
  const atBoundary = (before === 'word') !== (after === 'word');
  /** Repetitions whose present round has taken nothing yet. */
  const idle = new Set<number>();
  let steps = 0;
  let matches = false;

  const holds = {
    start: before === 'nothing',
    end: after === 'nothing',
    boundary: atBoundary,
    noBoundary: !atBoundary,
  };

  const walk = (at: number): void => {
    const instruction = instructions[at];
    steps += instruction?.type === 'character' ? instruction.steps : 1;
    if (!instruction || steps > most) return;
    switch (instruction.type) {
      case 'character':
        takers.set(at, (takers.get(at) ?? 0) + 1);
        return;
      case 'choice':
        for (const next of instruction.next) walk(next);
        return;
      case 'assertion':
        if (holds[instruction.kind]) walk(instruction.next);
        return;
      case 'round':
        idle.add(instruction.repetition);
        walk(instruction.next);
        idle.delete(instruction.repetition);
        return;
      case 'roundEnd':
        if (!idle.has(instruction.repetition)) walk(instruction.next);
        return;
      case 'match':
        matches = true;
    }
  };
  walk(from);
  return steps > most ? undefined : { takers, steps, matches };
}

/** The ways on from an instruction; none when they are too many. */
export type WaysFrom = (from: number, before: Neighbour, after: Neighbour) => Ways | undefined;

/** Finds each only once. */
export function createWays(program: Program, most: number): WaysFrom {
  const known = new Map<string, Ways | undefined>();
  return (from, before, after) => {
    const name = `${from} ${before} ${after}`;
    if (!known.has(name)) known.set(name, findWays(program, from, { before, after }, most));
    return known.get(name);
  };
}
