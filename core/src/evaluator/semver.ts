/** A semantic version, ready to be compared. */
export interface Semver {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** A text that sorts as pre-releases do. */
  readonly preRelease: string;
}

/** Sorts after every pre-release. */
const RELEASE = '~';
const MAX_LENGTH = 256;
/** Less the code of zero, as digits are: a dot, and what stands for the end of the text. */
const DOT = -2;
const END = -99;

/** The version that was read last, what it was read from, and whether it is one. */
const last = { major: 0, minor: 0, patch: 0, preRelease: RELEASE };
let lastText = '';
let isVersion = false;

/**
 * Parses a version as semver.org 2.0.0 defines it; `1.2` reads as `1.2.0` and a leading `v` is allowed. Undefined
 * when the text (at most 256 characters) is none.
 */
export function parseSemver(text: string): Semver | undefined {
  return read(text) ? { ...last } : undefined;
}

/** Negative, zero or positive as `a` comes before, with or after `b` (semver.org 2.0.0, section 11). */
export function compareSemver(a: Semver, b: Semver): number {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.patch - b.patch ||
    (a.preRelease === b.preRelease ? 0 : a.preRelease < b.preRelease ? -1 : 1)
  );
}

/** Orders a text against a version as `compareSemver` does; NaN when the text is no version. */
export function compareTextToSemver(text: string, version: Semver): number {
  return read(text) ? compareSemver(last, version) : Number.NaN;
}

/** Reads a version, once when the same text comes several times in a row; allocates nothing for a plain release. */
function read(text: string): boolean {
  if (text === lastText) return isVersion;
  lastText = text;
  isVersion = false;
  if (text.length > MAX_LENGTH) return false;
  last.major = last.minor = last.patch = 0;
  last.preRelease = RELEASE;
  let part = 0;
  let number = 0;
  let digits = 0;
  for (let i = text.startsWith('v') ? 1 : 0; ; i++) {
    const digit = i < text.length ? text.charCodeAt(i) - 48 : END;
    if (digit >= 0 && digit <= 9) {
      // At most 15, and no zero before others.
      if (digits === 15 || (digits > 0 && number === 0)) return false;
      number = number * 10 + digit;
      digits++;
      continue;
    }
    if (digits === 0) return false;
    if (part === 0) last.major = number;
    else if (part === 1) last.minor = number;
    else last.patch = number;
    if (digit !== DOT || part === 2) {
      isVersion = digit === END || readRest(text.slice(i));
      return isVersion;
    }
    part++;
    number = digits = 0;
  }
}

/** Takes pre-release and build metadata apart; the latter does not count. */
function readRest(text: string): boolean {
  const match = /^(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+[\dA-Za-z.-]+)?$/.exec(text);
  const parts = match?.[1]?.split('.');
  if (parts)
    last.preRelease = parts
      // Numbers by their size and before words: a space sorts before all that a word may contain.
      .map((part) => (/^\d+$/.test(part) ? part.padStart(MAX_LENGTH) : part))
      .join(' ');
  return match !== null && !parts?.some((part) => /^0\d+$/.test(part));
}
