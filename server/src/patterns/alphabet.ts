/** Characters that a pattern treats alike. */
export interface Letter {
  /** One of them. */
  sample: string;
  /** Whether `\b` takes them for part of a word. */
  isWord: boolean;
  /** Which of the pattern's classes hold them. */
  classes: ReadonlySet<string>;
}

const WORD = '\\w';

/**
 * Divides all characters into letters: two characters are of the same letter when each of the classes holds both or
 * neither. What a class holds is asked of the engine, so that there is one truth about case and Unicode's properties.
 */
export function lettersOf(pattern: string, classes: ReadonlySet<string>, flags: string): Letter[] {
  const text = sampleFor(pattern, flags);
  /** The classes that begin or end to hold characters at a place of the text. */
  const turns = new Map<number, string[]>([[0, []]]);
  for (const source of new Set([...classes, WORD])) {
    for (const run of text.matchAll(new RegExp(`(?:${source})+`, `g${flags}`))) {
      for (const place of [run.index, run.index + run[0].length]) {
        const others = turns.get(place);
        if (others) others.push(source);
        else turns.set(place, [source]);
      }
    }
  }
  return lettersBetween(turns, text);
}

function lettersBetween(turns: ReadonlyMap<number, readonly string[]>, text: string): Letter[] {
  const letters = new Map<string, Letter>();
  const holding = new Set<string>();
  for (const [place, sources] of [...turns].toSorted(([a], [b]) => a - b)) {
    for (const source of sources) if (!holding.delete(source)) holding.add(source);
    const code = text.codePointAt(place);
    const name = [...holding].toSorted().join(' ');
    if (code === undefined || letters.has(name)) continue;
    const sample = String.fromCodePoint(code);
    letters.set(name, { sample, isWord: holding.has(WORD), classes: new Set(holding) });
  }
  return [...letters.values()];
}

type Ranges = readonly (readonly [first: number, last: number])[];

/** What `\s`, `.`, `\w` and the cases of ASCII tell apart, and characters that none of them knows. */
const PLAIN: Ranges = [
  [0x61, 0x7a],
  [0x0, 0x2ff],
  [0x1680, 0x1680],
  [0x2000, 0x206f],
  [0x212a, 0x212b],
  [0x3000, 0x3000],
  [0x4e00, 0x4e00],
  [0xfeff, 0xfeff],
  [0x1f600, 0x1f600],
];

/** All that Unicode has given a property, and one of each kind that it has not. */
const WHOLE: Ranges = [
  [0x61, 0x7a],
  [0x0, 0xd7ff],
  // The second halves of pairs come before the first halves, or they would join.
  [0xdc00, 0xdfff],
  [0xd800, 0xdbff],
  [0xe000, 0x33fff],
  [0x40000, 0x40000],
  [0x4fffe, 0x4fffe],
  [0xe0000, 0xe01ff],
  [0xf0000, 0xf0000],
  [0x10fffd, 0x10ffff],
];

let whole: string | undefined;

/** Characters to try classes on, enough to find each letter. */
function sampleFor(pattern: string, flags: string): string {
  const named = namedIn(pattern);
  const needsWhole = /\\[pP]\{/.test(pattern) || (flags.includes('i') && named.length > 0);
  const text = needsWhole ? (whole ??= textOf(WHOLE)) : textOf(PLAIN);
  // Apart from each other, or halves of pairs would join.
  return text + named.map((code) => String.fromCodePoint(code)).join('a');
}

function textOf(ranges: Ranges): string {
  const parts: string[] = [];
  for (const [first, last] of ranges) {
    for (let code = first; code <= last; code++) parts.push(String.fromCodePoint(code));
  }
  return parts.join('');
}

const NAMED =
  /\\u\{0*([\da-f]{1,6})\}|\\u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})|\\[ux]([\da-f]{4}|[\da-f]{2})|([^\0-\x7f])/giu;

/** The characters beyond ASCII that a pattern names, and their neighbours: there its ranges begin and end. */
function namedIn(pattern: string): number[] {
  return [...pattern.matchAll(NAMED)].flatMap(([, braced, high, low, plain, itself]) => {
    const hex = braced ?? plain;
    const pair = high && low && String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16));
    const code = hex ? Number.parseInt(hex, 16) : (pair || itself || '').codePointAt(0);
    if (code === undefined) return [];
    return [code - 1, code, code + 1].filter((near) => near >= 0 && near <= 0x10ffff);
  });
}
