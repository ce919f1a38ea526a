import type { Purpose } from './bucketing.ts';
import type { Clause, Group, Prerequisite, Rule, SegmentRule } from './model.ts';
import type { Outcome } from './outcome.ts';

/** How a segment came to contain a context, or not. */
export type Membership = 'excluded' | 'included' | 'rule' | 'nothing' | 'missing';

/**
 * Watches an evaluation from inside: `explain` brings one along, ordinary questions do not. With a trace,
 * conditions that no longer matter are looked at too, so that each can say what it saw.
 */
export interface Trace {
  /** What follows, up to the matching call below, is part of it. */
  open(): void;
  /** @param answer undefined when the attribute cannot be compared */
  clause(clause: Clause, saw: unknown, answer: boolean | undefined, holds: boolean): void;
  group(group: Group, holds: boolean): void;
  segmentRule(rule: SegmentRule, holds: boolean): void;
  /** Without an `open` when it is missing. */
  segment(key: string, by: Membership, rule?: SegmentRule): void;
  /** @param outcome undefined when the rule does not hold, or the unit is outside its share */
  rule(rule: Rule, holds: boolean, outcome: Outcome | undefined): void;
  prerequisite(prerequisite: Prerequisite, outcome: Outcome | undefined, met: boolean): void;
  bucket(purpose: Purpose, bucket: number): void;
}
