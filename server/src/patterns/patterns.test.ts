import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backtrack } from './backtracker.ts';
import { checkPattern } from './index.ts';
import { compileProgram } from './program.ts';
import { proveSteps } from './steps.ts';
import { parsePattern, UnprovenError } from './syntax.ts';

const CHARACTERS = [
  'a',
  'b',
  'K',
  '-',
  '.',
  '\\.',
  '\\w',
  '\\D',
  '\\s',
  '[ab]',
  '[^a]',
  '[a-k]',
  'é',
  '\\u{1F600}',
];
const ASSERTIONS = ['^', '$', '\\b', '\\B'];
const QUANTIFIERS = ['*', '+', '?', '*?', '+?', '{2}', '{0,2}', '{1,3}?', '{2,}', '{0}'];

const { pattern } = fc.letrec<{ pattern: string; term: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('term'),
    fc.array(tie('term'), { minLength: 1, maxLength: 3 }).map((terms) => terms.join('')),
    fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }).map((options) => options.join('|')),
  ),
  term: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...CHARACTERS),
    fc.constantFrom(...ASSERTIONS),
    fc.tuple(fc.constantFrom(...CHARACTERS), fc.constantFrom(...QUANTIFIERS)).map((parts) => parts.join('')),
    tie('pattern').map((inner) => `(${inner})`),
    fc.tuple(tie('pattern'), fc.constantFrom(...QUANTIFIERS)).map(([inner, sign]) => `(?:${inner})${sign}`),
  ),
}));

const piece = fc.constantFrom('a', 'b', 'k', '-', ' ', '.', '0', 'é', 'É', '\n', '😀', '\u212a', '\ud83d');
/** Something again and again, which is what slow patterns are slow on. */
const text = fc
  .tuple(
    fc.array(piece, { maxLength: 3 }),
    fc.array(piece, { maxLength: 3 }),
    fc.nat(4),
    fc.array(piece, { maxLength: 2 }),
  )
  .map(([before, pump, times, after]) => before.join('') + pump.join('').repeat(times) + after.join(''));
const flags = fc.constantFrom('u', 'iu');

/** None when it is too large. */
function programOf(source: string) {
  try {
    return compileProgram(parsePattern(source));
  } catch (error) {
    if (error instanceof UnprovenError) return undefined;
    throw error;
  }
}

test('a pattern is read as the engine reads it', () => {
  fc.assert(
    fc.property(pattern, flags, text, (source, with_, subject) => {
      // V8 finds a \B between the halves of a surrogate pair, where ECMA-262 does not look.
      fc.pre(!(source.includes('\\B') && subject.includes('😀')));
      const program = programOf(source);
      fc.pre(program !== undefined);
      const result = backtrack(program, subject, with_);
      fc.pre(result !== undefined);
      expect(result.matches).toBe(new RegExp(source, with_).test(subject));
    }),
    { numRuns: 500 },
  );
}, 60_000);

/** The smallest of some bounds that can be proven. */
function leastSteps(source: string, with_: string): number | undefined {
  return [6, 9, 13, 19, 28, 42, 63].find((most) => {
    try {
      proveSteps(source, with_, most);
      return true;
    } catch (error) {
      if (error instanceof UnprovenError) return false;
      throw error;
    }
  });
}

const PIECES = ['', 'a', '-', 'aa', 'a-', '-a', '--'];
/** Whatever can make an engine slow is something again and again, with something around it. */
const PUMPED = PIECES.flatMap((before) =>
  PIECES.slice(1).flatMap((pump) => PIECES.map((after) => before + pump.repeat(10) + after)),
);

test('no text takes more steps than was proven', () => {
  fc.assert(
    fc.property(pattern, flags, (source, with_) => {
      const program = programOf(source);
      const most = leastSteps(source, with_);
      fc.pre(program !== undefined && most !== undefined);
      const above = PUMPED.filter((each) => {
        const result = backtrack(program, each, with_);
        return result === undefined || result.steps > most * (each.length + 1);
      });
      expect(above).toEqual([]);
    }),
    { numRuns: 300 },
  );
}, 60_000);

describe('what is refused says why, and what to do instead', () => {
  test.each([
    ['[', /^is no regular expression: /, 'Correct it.'],
    ['a{2', /^is no regular expression: Incomplete quantifier/, 'Correct it.'],
    ['(\\w+) \\1', /^uses a back-reference/, 'Write it without.'],
    ['(?<a>.)\\k<a>', /^uses a back-reference/, 'Write it without.'],
    ['^(?!.*@corner\\.shop)', /^looks ahead or behind/, /a negated one/],
    ['(?<=a)b', /^looks ahead or behind/, /a second clause/],
    ['(?i:de)', /^sets flags inside the pattern/, /ignoreCase/],
    ['^(a+)+$', /^takes more than 250 steps .*"aaa/, /let no two of them take the same characters/],
    ['Chrome/.*Safari', /^(takes more|cannot be proven)/, /".\{0,50\}" instead of "\.\*"/],
    ['^\\p{Lu}*\\p{Script=Cyrillic}*!$', /^takes more .*"[Ѐ-Я]/, /no two of them/],
    ['^[\\u{1F600}-\\u{1F64F}]*[\\u{1F64F}-\\u{1F700}]*!$', /^takes more .*"🙏/, /no two of them/],
    ['aaaa.{0,100}b', /^takes more/, /bound/i],
    ['x{9999}', /^has more than 4000 steps/, /smaller counts/],
    [
      '(?:\\p{L}){9}\\p{L}\\p{L}\\p{L}\\p{L}\\p{L}\\p{L}\\p{L}\\p{L}',
      /^asks for more than 8 Unicode/,
      /fewer/,
    ],
    ['.*@corner\\.shop$', /^takes more/, 'Write "@corner\\\\.shop$", which finds the same.'],
    ['\\w+@corner\\.shop$', /^takes more/, 'Write "\\\\w@corner\\\\.shop$", which finds the same.'],
    ['[a-z\\]]*?\\d$', /^takes more/, 'Write "\\\\d$", which finds the same.'],
    ['^\\s+|\\s+$', /^takes more/, /bound/i],
    ['^a|a*b', /^takes more/, /bound/i],
    ['.*a.*b.*c', /^(takes more|cannot be proven)/, /^Bound its repetitions/],
  ])('%s', async (source, problem, remedy) => {
    const found = await checkPattern(source, { ignoreCase: false });
    expect(found?.problem).toMatch(problem);
    expect(found?.remedy).toMatch(remedy);
  });
});

describe('what can be saved', () => {
  test.each([
    ['counted repetition', '^[A-Z]{2,3}[A-Z0-9]{4,8}$'],
    ['two words with something in between', 'Chrome/.{0,100}Safari/'],
    ['a beginning that overlaps itself at some distance', 'abab.{0,100}c'],
    ['rounds that may take nothing', '^(?:a?)*$'],
    ['a repetition at the end, where it is done as soon as it begins', 'Chrome/\\d+'],
    ['alternatives that do not begin alike', '^(?:[a-z]+,|[0-9]+,)*$'],
    ['bounds of words', '\\b\\w+\\b$'],
    ['a repetition of nothing', '(?:){99999999}'],
    ['a long text of any characters', '^.{1,500}$'],
    ['named groups', '^(?<year>\\d{4})-(?<month>\\d{2})$'],
    ['properties that no character has both', '^\\p{Script=Greek}*\\p{Script=Cyrillic}*!$'],
    ['ranges next to each other', '^[\\u{1F600}-\\u{1F64E}]*[\\u{1F64F}-\\u{1F700}]*!$'],
    ['other alphabets', '^[а-яё]+$'],
    ['signs beyond the first plane', '^[😀-🙏]+$|\\u{1F680}|\\ud83d\\ude80'],
    ['an odd number of backslashes and brackets', '^\\\\[\\[\\]\\\\]+\\]$'],
  ])('%s', async (_what, source) => {
    expect(await checkPattern(source, { ignoreCase: false })).toBeUndefined();
    expect(await checkPattern(source, { ignoreCase: true })).toBeUndefined();
  });
});

test.each(['^ſ*s*!$', '^\u212a*k*!$', '^é*É*!$', '^ß*ẞ*!$'])(
  '%s is quick only while case counts: ignoring it, both repetitions take the same',
  async (source) => {
    expect(await checkPattern(source, { ignoreCase: false })).toBeUndefined();
    expect((await checkPattern(source, { ignoreCase: true }))?.problem).toMatch(/^takes more/);
  },
);
