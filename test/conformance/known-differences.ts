import { isDeepStrictEqual } from 'node:util';
import type { Answer, Question } from './questions.ts';

/** Where a surface may answer otherwise than the rest. The shorter this table, the better. */
interface KnownDifference {
  surfaces: readonly string[];
  why: string;
  concerns(expected: Answer): boolean;
  /** What is right there; undefined when any answer is. */
  instead(expected: Answer): Answer | undefined;
}

const OFREP = ['ofrep, all flags', 'ofrep, one flag'];

const KNOWN: readonly KnownDifference[] = [
  {
    surfaces: OFREP,
    why: 'OFREP 0.3.0 has no reason DEFAULT: it is sent as UNKNOWN, with its name in the metadata.',
    concerns: ({ reason }) => reason === 'DEFAULT',
    instead: (expected) => ({
      ...expected,
      reason: 'UNKNOWN',
      metadata: { ...expected.metadata, reason: 'DEFAULT' },
    }),
  },
  {
    surfaces: OFREP,
    why: 'An OFREP request names no type: whoever asked for another one finds out by itself.',
    concerns: ({ errorCode }) => errorCode === 'TYPE_MISMATCH',
    instead: () => undefined,
  },
];

/** What a surface is to answer; undefined when any answer is right. */
export function expectedOf(surface: string, expected: Answer): Answer | undefined {
  const known = KNOWN.find(({ surfaces, concerns }) => surfaces.includes(surface) && concerns(expected));
  return known ? known.instead(expected) : expected;
}

/** One answer that is not what it should be. */
export interface Difference {
  surface: string;
  question: Question;
  expected: Answer;
  answered: Answer;
}

/** Undefined when the answer is right, or the question could not be asked. */
export function differenceOf(
  surface: string,
  question: Question,
  right: Answer,
  answered: Answer | undefined,
): Difference | undefined {
  const expected = expectedOf(surface, right);
  if (!expected || !answered || isDeepStrictEqual(answered, expected)) return undefined;
  return { surface, question, expected, answered };
}
