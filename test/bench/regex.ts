import { checkPattern } from '../../server/src/patterns/index.ts';
import { EVIL, textsFor, type Evil } from '../security/patterns/evil.ts';
import { ORDINARY } from '../security/patterns/ordinary.ts';

/**
 * `pnpm bench regex`: how long the slowest of the evil patterns that can be saved takes on texts of 10,000 characters,
 * the longest that are compared, beside finding a word in the same text; and how long it takes to check a pattern.
 */

const LENGTH = 10_000;
const RUNS = 9;

interface Row {
  pattern: string;
  /** The fastest of several runs, on the text that it is slowest on. */
  ms: number;
  ratio: number;
}

/** Milliseconds of the fastest run. */
function fastest(once: () => unknown): number {
  const runs = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    once();
    return performance.now() - start;
  });
  return Math.min(...runs);
}

function measure(evil: Evil): Row {
  const expression = new RegExp(evil.pattern, evil.ignoreCase ? 'iu' : 'u');
  const rows = textsFor(evil, LENGTH).map((text) => {
    const ms = fastest(() => expression.test(text));
    return { pattern: evil.pattern, ms, ratio: ms / fastest(() => text.includes('needle')) };
  });
  return rows.reduce((slowest, row) => (row.ms > slowest.ms ? row : slowest));
}

async function millisecondsToCheck(patterns: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const pattern of patterns) {
    const start = performance.now();
    await checkPattern(pattern, { ignoreCase: false });
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b);
}

export async function run(args: string[]): Promise<void> {
  const accepted: Evil[] = [];
  for (const evil of EVIL) if (!(await checkPattern(evil.pattern, evil))) accepted.push(evil);
  const rows = accepted.map(measure).toSorted((a, b) => b.ms - a.ms);
  const checks = await millisecondsToCheck(Object.values(ORDINARY).flat());
  const check = { median: checks[Math.floor(checks.length / 2)] ?? 0, slowest: checks.at(-1) ?? 0 };
  const refused = EVIL.length - accepted.length;
  if (args.includes('--json')) {
    console.log(JSON.stringify({ node: process.version, refused, rows, check }, null, 2));
    return;
  }
  console.log(`Node ${process.version}; ${refused} of ${EVIL.length} evil patterns are refused.`);
  console.log(`The others, on ${LENGTH} characters, fastest of ${RUNS} runs:\n`);
  for (const { pattern, ms, ratio } of rows) {
    console.log(
      `${pattern.padEnd(44)}${ms.toFixed(2).padStart(8)} ms   ${ratio.toFixed(0)} × finding a word`,
    );
  }
  console.log(
    `\nChecking an ordinary pattern: ${check.median.toFixed(2)} ms, the slowest ${check.slowest.toFixed(0)} ms.`,
  );
}
