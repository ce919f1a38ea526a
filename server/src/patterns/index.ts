import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FieldProblem } from '../http/problem.ts';
import { LIMITS } from '../http/schema.ts';
import { proveSteps } from './steps.ts';
import { UnprovenError } from './syntax.ts';

type Problem = Omit<FieldProblem, 'field'>;

/** What was found of patterns before, newest last. */
const found = new Map<string, Problem | undefined>();
const MOST_FOUND = 1_000;

/**
 * What is wrong with a regular expression, as the `u` flag reads it. One with which nothing is wrong takes no more than
 * a set number of steps for each character of a text, in every engine that works as ECMAScript describes it.
 */
export async function checkPattern(
  pattern: string,
  { ignoreCase }: { ignoreCase: boolean },
): Promise<Problem | undefined> {
  const flags = ignoreCase ? 'iu' : 'u';
  const name = `${flags} ${pattern}`;
  if (!found.has(name)) {
    // Others have their turn between the patterns of a long list.
    await nextTurn();
    found.set(name, examine(pattern, flags));
    const [oldest] = found.keys();
    if (found.size > MOST_FOUND && oldest !== undefined) found.delete(oldest);
  }
  return found.get(name);
}

function examine(pattern: string, flags: string): Problem | undefined {
  try {
    // Some patterns turn out to be too large only when they are first used.
    new RegExp(pattern, flags).test('');
  } catch (error) {
    return { problem: `is no regular expression: ${reasonOf(error)}`, remedy: 'Correct it.' };
  }
  try {
    proveSteps(pattern, flags, LIMITS.patternSteps);
    return undefined;
  } catch (error) {
    if (!(error instanceof UnprovenError)) throw error;
    return { problem: error.message, remedy: suggest(pattern, flags) ?? error.remedy };
  }
}

/** Without the part that makes it slow: what a pattern may begin with does not matter when it is found anywhere. */
const BEGINNING = /^(\.|\\[dDsSwW]|\[(?:\\.|[^\]\\])+\])([*+])\??(?![*+?{|])/u;

function suggest(pattern: string, flags: string): string | undefined {
  const [beginning = '', character = '', sign] = BEGINNING.exec(pattern) ?? [];
  if (beginning === '' || pattern.includes('|')) return undefined;
  const shorter = (sign === '+' ? character : '') + pattern.slice(beginning.length);
  try {
    proveSteps(shorter, flags, LIMITS.patternSteps);
  } catch {
    return undefined;
  }
  return `Write ${JSON.stringify(shorter)}, which finds the same.`;
}

/** The engine's own words, without the pattern that they repeat: `Invalid regular expression: /[/u: Unterminated …`. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split(': ').at(-1) ?? '') : String(error);
}
