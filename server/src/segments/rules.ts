import { segmentKeysOf } from '@signalbox/core/evaluator';
import { wayTo } from '../graph.ts';
import type { FieldProblem } from '../http/problem.ts';
import type { FlagRecord, SegmentContent, SegmentRecord } from '../store/model.ts';
import { checkConditions, duplicates } from '../targeting/index.ts';

/** What is wrong with a segment, beyond the shape of its fields. */
export function checkSegment(
  key: string,
  content: SegmentContent,
  others: readonly SegmentRecord[],
): FieldProblem[] {
  const known = new Set([key, ...others.map((segment) => segment.key)]);
  const problems = [
    ...twice(content.included, 'included'),
    ...twice(content.excluded, 'excluded'),
    ...duplicates(content.rules, (rule) => rule.id).map(({ index, value }) => ({
      field: `rules.${index}.id`,
      problem: `"${value}" is the id of another rule already`,
      remedy: 'Give each rule an id of its own.',
    })),
    ...content.rules.flatMap((rule, index) => checkConditions(rule.clauses, known, `rules.${index}.clauses`)),
  ];
  const circle = findCircle(key, content, others);
  if (circle) {
    problems.push({
      field: 'rules',
      problem: `the segment would contain itself: ${circle.join(' → ')}`,
      remedy: 'Take one of these references out.',
    });
  }
  return problems.slice(0, 50);
}

function twice(keys: readonly string[], field: string): FieldProblem[] {
  return duplicates(keys, (key) => key).map(({ index, value }) => ({
    field: `${field}.${index}`,
    problem: `"${value}" is listed twice`,
    remedy: 'List it once.',
  }));
}

/** The way from a segment back to itself, if its rules have one. */
function findCircle(
  key: string,
  content: SegmentContent,
  others: readonly SegmentRecord[],
): string[] | undefined {
  const uses = new Map(others.map((segment) => [segment.key, usedBy(segment)]));
  for (const next of usedBy(content)) {
    const way = wayTo((at) => uses.get(at) ?? [], next, key);
    if (way) return [key, ...way];
  }
  return undefined;
}

function usedBy(content: Pick<SegmentContent, 'rules'>): string[] {
  return segmentKeysOf(content.rules.flatMap((rule) => rule.clauses));
}

/** Who would miss a segment: sentences such as `flag "new-checkout"`. Archived flags count, for they can come back. */
export function usersOf(
  key: string,
  environment: string,
  flags: readonly FlagRecord[],
  segments: readonly SegmentRecord[],
): string[] {
  const usingFlags = flags.filter((flag) =>
    flag.environments[environment]?.rules.some((rule) => segmentKeysOf(rule.clauses).includes(key)),
  );
  const usingSegments = segments.filter((segment) => segment.key !== key && usedBy(segment).includes(key));
  return [
    ...usingFlags.map((flag) => `flag "${flag.key}"`),
    ...usingSegments.map((segment) => `segment "${segment.key}"`),
  ];
}

export function contentOf({ name, description, included, excluded, rules }: SegmentContent): SegmentContent {
  return { name, description, included, excluded, rules };
}
