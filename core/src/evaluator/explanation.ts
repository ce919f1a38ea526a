import type { Clause, EvaluationDetails, JsonValue, Serve } from './model.ts';

/** How a segment came to contain a context, or not. */
export type Membership = 'excluded' | 'included' | 'rule' | 'nothing' | 'missing';

/** An answer with the whole way to it. Everything in it is plain JSON. */
export interface Explanation {
  readonly flagKey: string;
  /** The same answer as without an explanation; its value is null where the caller's default would be returned. */
  readonly details: EvaluationDetails<JsonValue>;
  readonly decidedBy: Decision;
  /** Those that were asked: the first that is not met ends it. */
  readonly prerequisites: readonly PrerequisiteStep[];
  /** All rules in order, those after the deciding one too. */
  readonly rules: readonly RuleStep[];
  /** Null when it was not reached. */
  readonly fallthrough: ServeStep | null;
}

/** What the answer comes from. */
export interface Decision {
  readonly type: 'killed' | 'disabled' | 'prerequisite' | 'rule' | 'fallthrough' | 'error';
  readonly ruleId?: string;
}

export interface PrerequisiteStep {
  readonly flag: string;
  /** The variant that it must be at. */
  readonly needs: string;
  /** The variant that it is at; null when there is none: no such flag, or an error. */
  readonly got: string | null;
  readonly met: boolean;
  /** Null when there is no such flag. */
  readonly explanation: Explanation | null;
}

export interface RuleStep {
  readonly id: string;
  readonly description?: string;
  /** Whether it was asked: an earlier rule, a prerequisite or the flag's state may have decided before. */
  readonly reached: boolean;
  /** Whether all of its conditions hold. */
  readonly holds: boolean;
  readonly conditions: readonly ConditionStep[];
  /** Null when it does not hold. */
  readonly serve: ServeStep | null;
}

export type ConditionStep = ClauseStep | GroupStep;

export interface GroupStep {
  readonly group: 'all' | 'any' | 'none';
  readonly holds: boolean;
  readonly conditions: readonly ConditionStep[];
}

export interface ClauseStep {
  readonly clause: Clause;
  readonly holds: boolean;
  /** What the attribute was; long texts, lists and objects are cut. Null also when it was missing. */
  readonly saw: JsonValue;
  readonly present: boolean;
  /** Whether the operator can compare such a value at all. */
  readonly comparable: boolean;
  /** One plain sentence. */
  readonly why: string;
  /** For `inSegment`. */
  readonly segments?: readonly SegmentStep[];
}

export interface SegmentStep {
  readonly key: string;
  readonly contains: boolean;
  readonly by: Membership;
  /** The segment's rule that contains the context. */
  readonly ruleId?: string;
  readonly rules: readonly SegmentRuleStep[];
}

export interface SegmentRuleStep {
  readonly id: string;
  readonly holds: boolean;
  readonly conditions: readonly ConditionStep[];
}

export interface ServeStep {
  readonly serve: Serve;
  /** The attribute to bucket by; null when nothing is bucketed. */
  readonly unitAttribute: string | null;
  readonly unit: string | null;
  /** Buckets and limits run to 100 000; null when everybody, or nobody, is inside. */
  readonly share: { readonly bucket: number; readonly limit: number; readonly inside: boolean } | null;
  readonly split: { readonly bucket: number } | null;
  /** Null when this serves nobody like that: outside the share, or without a unit. */
  readonly variant: string | null;
}
