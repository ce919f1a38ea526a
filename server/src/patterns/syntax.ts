/** A regular expression as a tree. Groups are gone: nobody asks what they captured. */
export type Node =
  /** One character out of a set, as the pattern writes it: `a`, `\.`, `[0-9]`, `\p{L}`, `.`. */
  | { type: 'character'; source: string }
  | { type: 'assertion'; kind: Assertion }
  | { type: 'sequence'; parts: Node[] }
  | { type: 'choice'; options: Node[] }
  | { type: 'repetition'; body: Node; least: number; most: number };

export type Assertion = 'start' | 'end' | 'boundary' | 'noBoundary';

/** Why a pattern cannot be proven harmless. The message goes on after "It …", the remedy is a sentence. */
export class UnprovenError extends Error {
  override name = 'UnprovenError';
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(problem);
    this.remedy = remedy;
  }
}

/**
 * Reads a pattern that the engine itself has accepted with the `u` flag, so that only its structure is left to find.
 * @throws {UnprovenError} when it uses what a backtracking engine cannot promise to do quickly.
 */
export function parsePattern(pattern: string): Node {
  const reader = new Reader(pattern);
  return readChoice(reader);
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Takes what the expression, which must be sticky, matches here. */
  take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#text) ?? undefined;
    if (match) this.#at = expression.lastIndex;
    return match;
  }
}

function readChoice(reader: Reader): Node {
  const options = [readSequence(reader)];
  while (reader.take(/\|/y)) options.push(readSequence(reader));
  const [first] = options;
  return first && options.length === 1 ? first : { type: 'choice', options };
}

function readSequence(reader: Reader): Node {
  const parts: Node[] = [];
  while (!reader.atEnd && !reader.take(/(?=[|)])/y)) parts.push(readRepetition(reader));
  return { type: 'sequence', parts };
}

function readRepetition(reader: Reader): Node {
  const body = readTerm(reader);
  const quantifier = reader.take(/(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y);
  if (!quantifier) return body;
  const [, sign, low, comma, high] = quantifier;
  if (sign !== undefined) {
    return { type: 'repetition', body, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
  }
  const least = Number(low);
  return { type: 'repetition', body, least, most: high ? Number(high) : comma ? Infinity : least };
}

const ASSERTIONS: Record<string, Assertion> = {
  '^': 'start',
  $: 'end',
  '\\b': 'boundary',
  '\\B': 'noBoundary',
};

/** A character, a class in brackets, or one escape: of a property, a code point, a pair of surrogates, another sign. */
const CHARACTER =
  /\[(?:\\[^]|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|[^])|[^]/uy;

function readTerm(reader: Reader): Node {
  const assertion = ASSERTIONS[reader.take(/\^|\$|\\[bB]/y)?.[0] ?? ''];
  if (assertion) return { type: 'assertion', kind: assertion };
  if (reader.take(/\(/y)) return readGroup(reader);
  if (reader.take(/\\[1-9k]/y)) {
    throw new UnprovenError('uses a back-reference, whose time cannot be bounded', 'Write it without.');
  }
  return { type: 'character', source: reader.take(CHARACTER)?.[0] ?? '' };
}

function readGroup(reader: Reader): Node {
  if (reader.take(/\?<?[=!]/y)) {
    throw new UnprovenError(
      'looks ahead or behind, whose time cannot be bounded',
      'Write it without: a second clause, or a negated one, says the same.',
    );
  }
  if (reader.take(/\?[a-z-]+:/y)) {
    throw new UnprovenError(
      'sets flags inside the pattern, which older browsers cannot read',
      'Use the ignoreCase of the clause.',
    );
  }
  reader.take(/\?(?::|<[^>]*>)/y);
  const inside = readChoice(reader);
  reader.take(/\)/y);
  return inside;
}
