/** Semantic versions as semver.org 2.0.0 orders them; `1.2` reads as `1.2.0` and a leading `v` is allowed. */
export interface Semver {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Dot-separated pre-release identifiers; empty for a release. */
  readonly preRelease: readonly string[];
}

// Linear: each part begins with a character that the part before it cannot contain.
const PATTERN =
  /^v?(\d{1,15})(?:\.(\d{1,15}))?(?:\.(\d{1,15}))?(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+[\dA-Za-z.-]+)?$/;

/** Parses a version, or returns undefined when the text (at most 256 characters) is none. */
export function parseSemver(text: string): Semver | undefined {
  const match = text.length > 256 ? null : PATTERN.exec(text);
  if (!match) return undefined;
  return {
    major: Number(match[1]),
    minor: Number(match[2] ?? 0),
    patch: Number(match[3] ?? 0),
    preRelease: match[4]?.split('.') ?? [],
  };
}

/** Negative, zero or positive as `a` comes before, with or after `b` (semver.org 2.0.0, section 11). */
export function compareSemver(a: Semver, b: Semver): number {
  const difference = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
  if (difference !== 0) return difference;
  const left = a.preRelease;
  const right = b.preRelease;
  // A release comes after its own pre-releases.
  if (left.length === 0 || right.length === 0) return right.length - left.length;
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareIdentifier(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/**
 * Orders a text against a version as `compareSemver` does; NaN when the text is no version. Plain numbers,
 * which nearly all versions are, are read without taking the text apart, and only once when the same text is
 * compared with several versions in a row.
 */
export function compareTextToSemver(text: string, version: Semver): number {
  if (text !== lastText) read(text);
  if (!lastIsPlain) return comparePrecisely(text, version);
  return (
    lastMajor - version.major ||
    lastMinor - version.minor ||
    lastPatch - version.patch ||
    version.preRelease.length
  );
}

let lastText = '';
let lastIsPlain = false;
let lastMajor = 0;
let lastMinor = 0;
let lastPatch = 0;

/** Reads numbers and dots; parts that are not written are zero. */
function read(text: string): void {
  lastText = text;
  lastIsPlain = false;
  lastMajor = lastMinor = 0;
  let part = 0;
  let number = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) - ZERO;
    if (code >= 0 && code <= 9) {
      number = number * 10 + code;
      if (++digits > MAX_DIGITS) return;
    } else if (code === DOT && digits > 0 && part < 2) {
      if (part === 0) lastMajor = number;
      else lastMinor = number;
      part++;
      number = 0;
      digits = 0;
    } else return;
  }
  if (part === 0) lastMajor = number;
  else if (part === 1) lastMinor = number;
  lastPatch = part === 2 ? number : 0;
  lastIsPlain = digits > 0;
}

const ZERO = 48;
const DOT = -2;
const MAX_DIGITS = 15;

function comparePrecisely(text: string, version: Semver): number {
  const parsed = parseSemver(text);
  return parsed ? compareSemver(parsed, version) : Number.NaN;
}

function compareIdentifier(a: string, b: string): number {
  const left = /^\d+$/.test(a);
  const right = /^\d+$/.test(b);
  if (left && right) return Number(a) - Number(b);
  if (left !== right) return left ? -1 : 1; // numbers come before words
  return a < b ? -1 : a > b ? 1 : 0;
}
