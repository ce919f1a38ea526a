import { inspect, parseArgs } from 'node:util';
import { startPostgres } from '../setup/postgres.ts';
import { NotHere, type Check, type Fault, type Figures, type Surroundings } from './fault.ts';
import { collector } from './collector/collector.ts';
import { disk } from './disk/disk.ts';
import { herd } from './herd/herd.ts';
import { kill } from './kill/kill.ts';
import { network } from './network/network.ts';
import { poison } from './poison/poison.ts';
import { races } from './races/races.ts';
import { slowReaders } from './slow-readers/slow-readers.ts';
import { start } from './start/start.ts';

/**
 * `pnpm faults`: every fault with its full counts, which takes hours. `--only 3` runs one of them, `--count N` each check
 * N times instead, `--json` prints figures for machines. Ends with a line for each fault.
 */

const FAULTS: readonly Fault[] = [kill, races, network, poison, start, herd, slowReaders, collector, disk];
const USAGE = 'Usage: pnpm faults [--only NUMBER] [--count ROUNDS] [--json]';

interface Outcome {
  check: string;
  passed: boolean;
  /** It could not be tried here. */
  skipped: boolean;
  count: number;
  seconds: number;
  figures: Figures;
  problem?: string;
}

interface Asked {
  only: number | undefined;
  count: number | undefined;
  json: boolean;
}

function readArguments(): Asked {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      count: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    only: wholeNumber('--only', values.only, FAULTS.length),
    count: wholeNumber('--count', values.count, 1_000_000_000),
    json: values.json,
  };
}

function wholeNumber(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1 || number > most)
    throw new Error(`${name} must be a whole number from 1 to ${most}. ${USAGE}`);
  return number;
}

async function runCheck(check: Check, count: number, surroundings: Surroundings): Promise<Outcome> {
  surroundings.say(`  ${check.name}: ${count}`);
  const begun = performance.now();
  const outcome = { check: check.name, count };
  const seconds = () => Math.round((performance.now() - begun) / 100) / 10;
  try {
    const figures = await check.run(count, surroundings);
    return { ...outcome, passed: true, skipped: false, seconds: seconds(), figures };
  } catch (error) {
    const skipped = error instanceof NotHere;
    const problem = skipped ? error.message : inspect(error);
    return { ...outcome, passed: false, skipped, seconds: seconds(), figures: {}, problem };
  }
}

const hasFailed = ({ passed, skipped }: Outcome): boolean => !passed && !skipped;

function verdict(outcomes: readonly Outcome[]): string {
  if (outcomes.some(hasFailed)) return 'FAILED';
  if (outcomes.every(({ skipped }) => skipped)) return 'SKIPPED';
  return outcomes.some(({ skipped }) => skipped) ? 'passed, in part SKIPPED' : 'passed';
}

/** One line: passed, counts, worst figures. What failed or was skipped follows below it. */
function describeFault({ number, title }: Fault, outcomes: readonly Outcome[]): string {
  const parts = outcomes.map(({ count, figures }) =>
    [`${count}`, ...Object.entries(figures).map(([name, value]) => `${name} ${value}`)].join(', '),
  );
  const problems = outcomes.flatMap(({ check, problem }) =>
    problem === undefined ? [] : [`   ${check}: ${problem.replaceAll('\n', '\n   ')}`],
  );
  return [`${number} ${verdict(outcomes)}  ${title}: ${parts.join('; ')}`, ...problems].join('\n');
}

async function main(): Promise<void> {
  const { only, count, json } = readArguments();
  const say = (text: string): void => console.error(text);
  say('Starting Postgres …');
  const postgres = await startPostgres();
  const results: { fault: Fault; outcomes: Outcome[] }[] = [];
  try {
    for (const fault of FAULTS.filter(({ number }) => only === undefined || number === only)) {
      say(`${fault.number} ${fault.title}`);
      const outcomes: Outcome[] = [];
      for (const check of fault.checks)
        outcomes.push(await runCheck(check, count ?? check.full, { postgresUrl: postgres.url, say }));
      results.push({ fault, outcomes });
    }
  } finally {
    await postgres.stop();
  }
  if (json) {
    const list = results.map(({ fault: { number, title }, outcomes }) => ({ number, title, outcomes }));
    console.log(JSON.stringify(list, null, 2));
  } else for (const { fault, outcomes } of results) console.log(describeFault(fault, outcomes));
  if (results.some(({ outcomes }) => outcomes.some(hasFailed))) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
