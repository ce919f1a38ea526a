import type { Condition } from '@signalbox/core/evaluator';
import type { Flag } from '../flags/model.ts';
import { clausesIn } from '../rules/conditions.ts';
import type { Segment } from './model.ts';

interface Clauses {
  clauses: readonly Condition[];
}

export interface UsedBy {
  flags: string[];
  segments: string[];
}

/** Which flags and other segments of an environment ask for a segment. */
export function usedBy(
  key: string,
  environment: string,
  flags: readonly Flag[],
  segments: readonly Segment[],
): UsedBy {
  const asks = ({ clauses }: Clauses) =>
    clausesIn(clauses).some(({ operator, values }) => operator === 'inSegment' && values.includes(key));
  return {
    flags: flags.filter((flag) => flag.environments[environment]?.rules.some(asks)).map((flag) => flag.key),
    segments: segments.filter((segment) => segment.rules.some(asks)).map((segment) => segment.key),
  };
}
