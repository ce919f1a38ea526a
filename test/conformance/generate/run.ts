import type { JsonValue, Ruleset } from '@signalbox/core/evaluator';
import fc from 'fast-check';
import { differenceOf, type Difference } from '../known-differences.ts';
import type { Surface } from '../questions.ts';
import { answerByReference } from '../reference/reference.ts';
import { combine, sheets, type Sheet } from './sheets.ts';

/** Asks all surfaces random questions and compares what they answer with the reference. */

/** So many sheets are served as one ruleset: small enough for OFREP, which answers all of its flags at once. */
const SHEETS_AT_ONCE = 20;

interface RunOptions {
  surfaces: readonly Surface[];
  /** How many questions, at least; each is put to every surface. */
  count: number;
  seed: number;
  onProgress?: (asked: number) => void;
}

/** What went wrong. */
interface Finding {
  seed: number;
  differences: Difference[];
  /** The content of a case file that shows it. */
  caseFile: JsonValue;
}

/**
 * @returns how many questions were asked
 * @throws {Error} describing the smallest case in which a surface differs
 */
export async function runGenerated(options: RunOptions): Promise<number> {
  const { surfaces, count, onProgress } = options;
  let { seed } = options;
  let asked = 0;
  for (; asked < count; seed++) {
    const sheet = combine(fc.sample(sheets, { seed, numRuns: SHEETS_AT_ONCE }));
    const differences = await compare(surfaces, sheet);
    if (differences.length > 0) throw new Error(describe(await shrink(surfaces, seed, sheet, differences)));
    asked += sheet.questions.length;
    onProgress?.(asked);
  }
  return asked;
}

async function compare(surfaces: readonly Surface[], sheet: Sheet): Promise<Difference[]> {
  const { ruleset, questions } = sheet;
  const right = questions.map((question) => answerByReference(ruleset, question));
  const differences: Difference[] = [];
  for (const { name, answer } of surfaces) {
    const answers = await answer(ruleset, questions);
    for (const [at, question] of questions.entries()) {
      const expected = right[at];
      const difference = expected && differenceOf(name, question, expected, answers[at]);
      if (difference) differences.push(difference);
    }
  }
  return differences;
}

/** Makes the same sheets again, one by one, and lets fast-check look for the smallest that shows a difference. */
async function shrink(
  surfaces: readonly Surface[],
  seed: number,
  combined: Sheet,
  found: Difference[],
): Promise<Finding> {
  // One of them is enough, and several take long.
  const odd = surfaces.filter(({ name }) => name === found[0]?.surface);
  const agrees = fc.asyncProperty(sheets, async (sheet) => (await compare(odd, sheet)).length === 0);
  const { counterexample } = await fc.check(agrees, { seed, numRuns: SHEETS_AT_ONCE });
  const sheet = counterexample?.[0] ?? combined;
  const shrunk = counterexample ? await compare(odd, sheet) : [];
  const differences = shrunk.length > 0 ? shrunk : found;
  return { seed, differences, caseFile: caseFileOf(shrunk.length > 0 ? sheet : combined, differences) };
}

function caseFileOf({ ruleset }: Sheet, [first]: Difference[]): JsonValue {
  if (!first) return null;
  const { flag, type, default: fallback, context } = first.question;
  const right = answerByReference(ruleset, first.question);
  const cases = [
    {
      name: `found: ${flag} by ${first.surface}`,
      flag,
      type,
      default: fallback,
      ...(context !== undefined && { context }),
      expect: right,
    },
  ];
  // What is undefined in it goes.
  return JSON.parse(JSON.stringify({ about: 'Found by the generator.', ...reachable(ruleset, flag), cases }));
}

/** The flag, those that it needs, and all segments. */
function reachable({ flags, segments }: Ruleset, key: string, found = new Set<string>()): Ruleset {
  const visit = (at: string): void => {
    if (found.has(at)) return;
    found.add(at);
    for (const { prerequisites = [] } of flags.filter((flag) => flag.key === at)) {
      for (const { flag } of prerequisites) visit(flag);
    }
  };
  visit(key);
  return { flags: flags.filter((flag) => found.has(flag.key)), segments };
}

function describe({ seed, differences, caseFile }: Finding): string {
  return [
    `Surfaces differ. Again: pnpm conformance --count 1 --seed ${seed}`,
    ...differences.slice(0, 5).map(({ surface, question, expected, answered }) => {
      const { flag, context = null } = question;
      return `  ${surface} answered ${flag} for ${JSON.stringify(context)} with ${JSON.stringify(answered)}, not ${JSON.stringify(expected)}`;
    }),
    'Save this in test/conformance/cases/ once it is clear which answer is right:',
    JSON.stringify(caseFile, null, 2),
  ].join('\n');
}
