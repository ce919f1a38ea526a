/**
 * The ruleset: everything an SDK needs to answer every flag of one environment. These types are the
 * wire format as well; `docs/decisions/wire-protocol.md` describes them for readers of other languages.
 */

/** Any value that JSON can carry. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };

/** What a flag's variants hold. OpenFeature's `object` is called `json` here because arrays and scalars fit too. */
export type ValueType = 'boolean' | 'string' | 'number' | 'json';

/** One named value that a flag can resolve to. */
export interface Variant {
  name: string;
  value: JsonValue;
}

/** What docs/decisions/targeting.md says they do, for every kind of value. */
export const OPERATORS = [
  'in',
  'equals',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'greaterThan',
  'greaterThanOrEqual',
  'lessThan',
  'lessThanOrEqual',
  'semverEqual',
  'semverGreaterThan',
  'semverGreaterThanOrEqual',
  'semverLessThan',
  'semverLessThanOrEqual',
  'before',
  'after',
  'exists',
  'inCidr',
  'inSegment',
] as const;

export type Operator = (typeof OPERATORS)[number];

/** One test of one attribute. It holds when any of `values` matches. */
export interface Clause {
  /** Path into the evaluation context, parts separated by dots: `organization.plan`, `roles.0`. Unused by `inSegment`. */
  attribute: string;
  operator: Operator;
  /** What to compare with; for `inSegment`, keys of segments; for `exists`, none. */
  values: (string | number | boolean)[];
  /** Turns the answer around, but only for an attribute that is there: see docs/decisions/targeting.md. */
  negate?: boolean;
  /** Upper and lower case count as the same: for `in`, `equals`, `contains`, `startsWith`, `endsWith`, `matches`. */
  ignoreCase?: boolean;
}

/** Several conditions as one. Exactly one of the three lists is there, and it is not empty. */
export interface Group {
  /** Holds when all of them do. */
  all?: Condition[];
  /** Holds when at least one of them does. */
  any?: Condition[];
  /** Holds when none of them does. */
  none?: Condition[];
}

export type Condition = Clause | Group;

/** Another flag that must be at a variant, for the same context; otherwise the off variant is served. */
export interface Prerequisite {
  flag: string;
  variant: string;
}

/** The part of a split that one variant gets. The weights of a split sum to 100 000. */
export interface WeightedVariant {
  variant: string;
  /** In thousandths of a percent: 1 000 is 1 %. */
  weight: number;
}

/** How a unit is hashed. Each imported vendor's way gets a name of its own beside ours. */
export type Hashing = 'signalbox-1';

/** What a rule serves: one variant or a split over several, to all or to a share of the units. */
export interface Serve {
  /** Serve this variant. Exactly one of `variant` and `split` is there. */
  variant?: string;
  /** Divide the units over variants. */
  split?: WeightedVariant[];
  /**
   * Serve only this share of the units, in thousandths of a percent (0 to 100 000); everyone when absent.
   * Outside its share a rule does not match; outside the fallthrough's share the off variant is served.
   */
  share?: number;
  /** Path of the attribute whose value is the unit of bucketing; `targetingKey` when absent. */
  bucketBy?: string;
  hashing?: Hashing;
}

/** Serves its variant when all of its clauses hold. */
export interface Rule {
  /** Stable across edits and reordering, so that evaluations and changes can name it. */
  id: string;
  description?: string;
  clauses: Condition[];
  serve: Serve;
}

/** One flag as it stands in one environment. */
export interface Flag {
  key: string;
  /** Revision of the environment in which this flag last changed. */
  version: number;
  valueType: ValueType;
  variants: Variant[];
  enabled: boolean;
  /** Present and true while the kill switch forces the off variant. */
  killed?: boolean;
  offVariant: string;
  /** What the flag's owners attached to it: comes with every answer. */
  metadata?: FlagMetadata;
  /** All of them must be met before the rules are tried. None when absent. */
  prerequisites?: Prerequisite[];
  rules: Rule[];
  fallthrough: Serve;
  /** Exactly 8 printable ASCII characters, given at birth and never changed: moves with the flag. */
  salt: string;
}

/** A named group of units. A listed key decides before the rules do; excluded wins over included. */
export interface Segment {
  key: string;
  version: number;
  /**
   * When present, listed keys are not sent in the clear: `included` and `excluded` hold what
   * `hashListedKey` makes of them with this salt. Client-side payloads do so.
   */
  hashed?: string;
  /** Targeting keys that belong to it. */
  included: string[];
  /** Targeting keys that do not, whatever else holds. */
  excluded: string[];
  /** Others belong when the clauses of any one rule all hold. They may ask for other segments. */
  rules: SegmentRule[];
}

export interface SegmentRule {
  id: string;
  clauses: Condition[];
}

/** All flags and segments of one environment at one revision. */
export interface Ruleset {
  flags: Flag[];
  segments: Segment[];
}

/**
 * Facts about the subject of an evaluation. `targetingKey` identifies it (OpenFeature); all else is up to
 * the application: nested objects and arrays are fine.
 */
export interface EvaluationContext {
  readonly targetingKey?: string | undefined;
  readonly [attribute: string]: unknown;
}

/** Why a value was returned (OpenFeature's resolution reasons). */
export const REASONS = [
  'STATIC',
  'DEFAULT',
  'TARGETING_MATCH',
  'SPLIT',
  'DISABLED',
  'CACHED',
  'STALE',
  'ERROR',
  'UNKNOWN',
] as const;

export type Reason = (typeof REASONS)[number];

/** What went wrong when the reason is ERROR (OpenFeature's error codes). */
export const ERROR_CODES = [
  'PROVIDER_NOT_READY',
  'FLAG_NOT_FOUND',
  'PARSE_ERROR',
  'TYPE_MISMATCH',
  'TARGETING_KEY_MISSING',
  'INVALID_CONTEXT',
  'PROVIDER_FATAL',
  'GENERAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Metadata that comes with an answer, such as the rule that gave it. */
export type FlagMetadata = Readonly<Record<string, string | number | boolean>>;

/** A full answer: the value and how it came about (OpenFeature's evaluation details). */
export interface EvaluationDetails<T> {
  readonly flagKey: string;
  readonly value: T;
  readonly variant?: string;
  readonly reason: Reason;
  readonly errorCode?: ErrorCode;
  readonly errorMessage?: string;
  readonly flagMetadata: FlagMetadata;
}
