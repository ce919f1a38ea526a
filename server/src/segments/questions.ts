import type { Condition } from '@signalbox/core/evaluator';
import { walker } from '../graph.ts';
import type { FieldProblem } from '../http/problem.ts';
import { LIMITS } from '../http/schema.ts';
import type { FlagRecord, SegmentRecord } from '../store/model.ts';
import { clausesOf } from '../targeting/index.ts';

type Rules = readonly { clauses: Condition[] }[];
type Segments = readonly Pick<SegmentRecord, 'key' | 'rules'>[];

interface Reach {
  /** Segments that are asked for one answer at most. One that several ask for is asked for each of them. */
  questions: number;
  /** Segments in a row, each of which asks for the next. */
  depth: number;
}

/** Whether asking a flag's rules stays quick, through all the segments that they ask for. */
export function checkReach(rules: Rules, segments: Segments): FieldProblem[] {
  return problemsOf('the flag', createMeter(segments)(rules));
}

/** The same for a segment that is to be saved, and for whatever asks for it: flags and other segments. */
export function checkReachAround(
  { key, rules }: Pick<SegmentRecord, 'key' | 'rules'>,
  others: Segments,
  flags: readonly FlagRecord[],
  environment: string,
): FieldProblem[] {
  const measure = createMeter([...others, { key, rules }]);
  const around = [
    ...others.map((segment) => ({ who: `segment "${segment.key}"`, rules: segment.rules })),
    ...flags.map((flag) => ({
      who: `flag "${flag.key}"`,
      rules: flag.environments[environment]?.rules ?? [],
    })),
  ];
  // Whoever asks for the segment asks for all that it asks for, and for itself.
  const own = problemsOf('the segment', plusItself(measure(rules)));
  if (own.length > 0) return own;
  return around.flatMap((each) => problemsOf(each.who, measure(each.rules)));
}

function plusItself({ questions, depth }: Reach): Reach {
  return { questions: questions + 1, depth: depth + 1 };
}

function problemsOf(who: string, { questions, depth }: Reach): FieldProblem[] {
  const remedy = 'Ask for fewer segments, or for some that ask for fewer themselves.';
  if (depth > LIMITS.segmentDepth) {
    const problem = `${who} would go through ${depth} segments that each ask for the next; ${LIMITS.segmentDepth} is the most`;
    return [{ field: 'rules', problem, remedy }];
  }
  if (questions <= LIMITS.segmentQuestions) return [];
  const problem = `${who} would ask ${questions} segments for one answer, those in segments included; ${LIMITS.segmentQuestions} is the most`;
  return [{ field: 'rules', problem, remedy }];
}

function createMeter(segments: Segments): (rules: Rules) => Reach {
  const byKey = new Map(segments.map((segment) => [segment.key, segment]));
  const reachOf = walker(
    (key) => askedIn(byKey.get(key)?.rules ?? []),
    (found) => plusItself(together(found)),
    { questions: 0, depth: 0 },
  );
  return (rules) => together(askedIn(rules).map(reachOf));
}

function together(found: readonly Reach[]): Reach {
  return {
    questions: found.reduce((sum, { questions }) => sum + questions, 0),
    depth: found.reduce((most, { depth }) => Math.max(most, depth), 0),
  };
}

/** As often as they are asked. */
function askedIn(rules: Rules): string[] {
  return rules.flatMap(({ clauses }) =>
    clausesOf(clauses, '').flatMap(({ clause }) =>
      clause.operator === 'inSegment' ? clause.values.map(String) : [],
    ),
  );
}
