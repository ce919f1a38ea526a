import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectBrowser } from '../setup/connect-browser.ts';
import { duplicateNames, parseCaseFile, readCaseFiles } from './case-files.ts';
import { expectedOf } from './known-differences.ts';
import type { Answer } from './questions.ts';
import { referenceSurface } from './reference/reference.ts';
import { openSurfaces, type Surfaces } from './surfaces/all.ts';

const files = readCaseFiles();

let browser: Browser;
let surfaces: Surfaces;

beforeAll(async () => {
  browser = await connectBrowser();
  surfaces = await openSurfaces(browser, { stored: true });
});

afterAll(async () => {
  await surfaces?.[Symbol.asyncDispose]();
  await browser?.close();
});

describe.each(files)('$about', ({ ruleset, cases }) => {
  /** By surface, in the order of the cases. */
  const answers = new Map<string, (Answer | undefined)[]>();

  beforeAll(async () => {
    const questions = cases.map(({ question }) => question);
    for (const { name, answer } of [referenceSurface(), ...surfaces.all]) {
      answers.set(name, await answer(ruleset, questions));
    }
  });

  test.each(cases.map(({ name, expected }, at) => ({ name, expected, at })))('$name', ({ expected, at }) => {
    const answered = [...answers].map(([surface, all]) => [surface, all[at]] as const);
    const comparable = answered.filter(
      ([surface, answer]) => answer !== undefined && expectedOf(surface, expected) !== undefined,
    );
    const right = comparable.map(([surface]) => [surface, expectedOf(surface, expected)]);
    expect(Object.fromEntries(comparable)).toEqual(Object.fromEntries(right));
  });
});

describe('the case files', () => {
  test('have no two cases of the same name', () => {
    expect(duplicateNames(files)).toEqual([]);
  });

  test('hold at least 400 cases', () => {
    expect(files.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(400);
  });

  test.each([
    [
      'an unknown field',
      '{ "about": "x", "cases": [{ "name": "a", "flag": "f", "expect": "x", "contxt": {} }] }',
    ],
    [
      'an answer that is not named',
      '{ "about": "x", "cases": [{ "name": "a", "flag": "f", "expect": "x" }] }',
    ],
    ['no cases', '{ "about": "x", "cases": [] }'],
  ])('are refused with %s', (_what, text) => {
    expect(() => parseCaseFile('sample', text)).toThrow('cases/sample.json');
  });
});
