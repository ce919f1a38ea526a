import type { Ruleset } from '@signalbox/core/evaluator';
import fc from 'fast-check';
import { combine, sheets } from '../generate/sheets.ts';
import { DEFAULTS, type Answer, type Question } from '../questions.ts';
import { oddContexts } from './contexts.ts';
import { HEALTHY, READING } from './flags.ts';
import { spoil, spoilings } from './garbage.ts';
import type { FuzzTarget } from './surfaces.ts';

/** Bad input of all kinds: odd contexts for good flags in one turn, good contexts for spoiled flags in the next. */

interface FuzzOptions {
  target: FuzzTarget;
  /** How many questions, at least; each is put to every surface. */
  count: number;
  seed: number;
  onProgress?: (asked: number) => void;
}

interface Turn {
  ruleset: Ruleset;
  questions: Question[];
}

/**
 * @returns how many questions were asked
 * @throws {Error} naming question and answer when one is not as it should be
 */
export async function runFuzz({ target, count, seed: first, onProgress }: FuzzOptions): Promise<number> {
  let asked = 0;
  for (let seed = first; asked < count; seed++) {
    const { ruleset, questions } = seed % 2 === 0 ? oddContextsTurn(seed) : spoiledFlagsTurn(seed);
    const all = [...questions, ...HEALTHY_QUESTIONS];
    target.put({
      flags: [...ruleset.flags, ...HEALTHY.flags],
      segments: [...ruleset.segments, ...HEALTHY.segments],
    });
    const problem = findProblem(all, await target.ask(all));
    if (problem !== undefined) throw new Error(`${problem}\nAgain: pnpm conformance --fuzz 1 --seed ${seed}`);
    asked += all.length;
    onProgress?.(asked);
  }
  return asked;
}

const CONTEXTS_AT_ONCE = 100;
const FLAGS_PER_CONTEXT = 6;
const SHEETS_AT_ONCE = 12;

function oddContextsTurn(seed: number): Turn {
  const picks = fc.array(fc.nat(READING.flags.length - 1), {
    minLength: FLAGS_PER_CONTEXT,
    maxLength: FLAGS_PER_CONTEXT,
  });
  const questions = fc
    .sample(fc.tuple(oddContexts, picks), { seed, numRuns: CONTEXTS_AT_ONCE })
    .flatMap(([context, flags]) =>
      flags.map((at) => ({ ...BOOLEAN, flag: READING.flags[at]?.key ?? 'static', context })),
    );
  return { ruleset: READING, questions };
}

function spoiledFlagsTurn(seed: number): Turn {
  const { ruleset, questions } = combine(fc.sample(sheets, { seed, numRuns: SHEETS_AT_ONCE }));
  const [list = []] = fc.sample(spoilings, { seed, numRuns: 1 });
  return { ruleset: spoil(ruleset, list), questions };
}

const BOOLEAN = { type: 'boolean', default: DEFAULTS.boolean } as const;

const HEALTHY_QUESTIONS: Question[] = ['user-1', 'user-2'].map((targetingKey) => ({
  ...BOOLEAN,
  flag: 'healthy',
  context: { targetingKey },
}));

const HEALTHY_ANSWERS: Record<string, Answer> = {
  'user-1': { value: true, variant: 'on', reason: 'TARGETING_MATCH', metadata: { ruleId: 'rule-1' } },
  'user-2': { value: false, variant: 'off', reason: 'DEFAULT', metadata: {} },
};

const REASONS = ['STATIC', 'DEFAULT', 'TARGETING_MATCH', 'SPLIT', 'DISABLED'];
const ERRORS = ['FLAG_NOT_FOUND', 'PARSE_ERROR', 'TYPE_MISMATCH', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT'];

/** Undefined when every answer is defined, all surfaces agree, and the healthy flag is well. */
function findProblem(questions: readonly Question[], answers: Record<string, string[]>): string | undefined {
  for (const [at, question] of questions.entries()) {
    const given = Object.entries(answers).map(([surface, all]) => [surface, all[at] ?? 'nothing'] as const);
    const texts = new Set(given.map(([, text]) => text));
    const isRight = texts.size === 1 && [...texts].every((text) => isDefined(question, text));
    if (!isRight) {
      const shown = given.map(([surface, text]) => `  ${surface}: ${text}`).join('\n');
      return `Asked ${JSON.stringify(question).slice(0, 2_000)}:\n${shown}`;
    }
  }
  return undefined;
}

/** Whether an answer is one that an application can work with: a variant, or the default with a reason why. */
export function isDefined(question: Question, text: string): boolean {
  if (!text.startsWith('{')) return false;
  if (question.flag === 'healthy') return text === JSON.stringify(healthyAnswer(question));
  const { value, variant, reason, errorCode } = JSON.parse(text) as Answer;
  if (reason !== 'ERROR') {
    return REASONS.includes(reason) && typeof variant === 'string' && errorCode === undefined;
  }
  const isDefault = JSON.stringify(value) === JSON.stringify(question.default);
  return isDefault && variant === undefined && ERRORS.includes(errorCode ?? '');
}

function healthyAnswer({ context }: Question): Answer | undefined {
  const { targetingKey } = context as { targetingKey: string };
  return HEALTHY_ANSWERS[targetingKey];
}
