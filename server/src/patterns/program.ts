import { UnprovenError, type Assertion, type Node } from './syntax.ts';

/** One step of a backtracking engine. It goes on at the places in `next`, which are indexes into the program. */
type Instruction =
  /** Takes one character that `source` matches. `steps`: what it costs to find out, in steps of the other kinds. */
  | { type: 'character'; source: string; steps: number; next: number }
  | { type: 'assertion'; kind: Assertion; next: number }
  /** Tries each of them. */
  | { type: 'choice'; next: readonly number[] }
  /** Begins one more round of an endless repetition. */
  | { type: 'round'; repetition: number; next: number }
  /** Ends a round. One that took no character does not go on (ECMAScript, RepeatMatcher). */
  | { type: 'roundEnd'; repetition: number; next: number }
  | { type: 'match' };

export interface Program {
  instructions: readonly Instruction[];
  start: number;
}

const MAX_INSTRUCTIONS = 4_000;

/** Measured in V8: Unicode's properties are hundreds of ranges to look a character up in. */
const STEPS_OF_PROPERTY = 16;

/** Writes a pattern out as steps, counted repetitions as often as they count. Steps are written from the end. */
export function compileProgram(pattern: Node): Program {
  const instructions: Instruction[] = [];

  const add = (instruction: Instruction): number => {
    if (instructions.length === MAX_INSTRUCTIONS) {
      throw new UnprovenError(
        `has more than ${MAX_INSTRUCTIONS} steps once its repetitions are written out`,
        'Use smaller counts, or fewer inside one another.',
      );
    }
    return instructions.push(instruction) - 1;
  };

  const write = (node: Node, next: number): number => {
    switch (node.type) {
      case 'character':
        return add({ type: 'character', source: node.source, steps: stepsOf(node.source), next });
      case 'assertion':
        return add({ type: 'assertion', kind: node.kind, next });
      case 'sequence':
        return node.parts.reduceRight((after, part) => write(part, after), next);
      case 'choice':
        return add({ type: 'choice', next: node.options.map((option) => write(option, next)) });
      case 'repetition':
        return writeRepetition(node, next);
    }
  };

  const writeRepetition = ({ body, least, most }: Node & { type: 'repetition' }, next: number): number => {
    let start = most === Infinity ? writeEndless(body, next) : next;
    // Each round leads into the next one or out.
    if (most !== Infinity) {
      for (let round = least; round < most; round++) {
        start = add({ type: 'choice', next: [write(body, start), next] });
      }
    }
    for (let round = 0; round < least; round++) {
      const before = write(body, start);
      if (before === start) break;
      start = before;
    }
    return start;
  };

  const writeEndless = (body: Node, next: number): number => {
    const ways: number[] = [];
    const repetition = add({ type: 'choice', next: ways });
    const end = add({ type: 'roundEnd', repetition, next: repetition });
    ways.push(add({ type: 'round', repetition, next: write(body, end) }), next);
    return repetition;
  };

  return { start: write(pattern, add({ type: 'match' })), instructions };
}

function stepsOf(source: string): number {
  return /\\[pP]\{/.test(source) ? STEPS_OF_PROPERTY : 1;
}
