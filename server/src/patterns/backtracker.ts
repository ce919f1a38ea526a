import type { Program } from './program.ts';

const ENDLESS = 100_000;

/**
 * The plainest engine there is: what tests compare with. Its steps are those that `proveSteps` counts. Undefined when it
 * takes too long.
 */
export function backtrack(
  { instructions, start }: Program,
  text: string,
  flags: string,
): { matches: boolean; steps: number } | undefined {
  const characters = Array.from(text);
  const expressions = new Map<string, RegExp>();
  const holds = (source: string, character: string | undefined): boolean => {
    const expression = expressions.get(source) ?? new RegExp(`^(?:${source})$`, flags);
    expressions.set(source, expression);
    return character !== undefined && expression.test(character);
  };
  let steps = 0;

  const goOn = (at: number, place: number, idle: ReadonlySet<number>): boolean => {
    const instruction = instructions[at];
    const character = characters[place];
    steps += instruction?.type === 'character' ? instruction.steps : 1;
    // Whoever asked gets undefined: how this ends does not matter any more.
    if (steps > ENDLESS) return true;
    switch (instruction?.type) {
      case 'character':
        return holds(instruction.source, character) && goOn(instruction.next, place + 1, new Set());
      case 'choice':
        return instruction.next.some((next) => goOn(next, place, idle));
      case 'assertion': {
        const boundary = holds('\\w', characters[place - 1]) !== holds('\\w', character);
        const all = {
          start: place === 0,
          end: place === characters.length,
          boundary,
          noBoundary: !boundary,
        };
        return all[instruction.kind] && goOn(instruction.next, place, idle);
      }
      case 'round':
        return goOn(instruction.next, place, new Set(idle).add(instruction.repetition));
      case 'roundEnd':
        return !idle.has(instruction.repetition) && goOn(instruction.next, place, idle);
      case 'match':
      case undefined:
        return instruction !== undefined;
    }
  };

  const beginnings = [...characters.keys(), characters.length];
  const matches = beginnings.some((place) => goOn(start, place, new Set()));
  return steps > ENDLESS ? undefined : { matches, steps };
}
