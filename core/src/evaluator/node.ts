import type { Network } from './cidr.ts';
import type { Clause, Condition, Group, SegmentRule } from './model.ts';
import type { Semver } from './semver.ts';

/** Groups. */
export const ALL = 0;
export const ANY = 1;
export const NONE = 2;
/** Clauses by what they do. */
export const SEGMENT = 3;
export const LISTED = 4;
export const SET = 5;
export const CONTAINS = 6;
export const STARTS = 7;
export const ENDS = 8;
export const MATCHES = 9;
export const NUMBER = 10;
export const SEMVER = 11;
export const DATE = 12;
export const EXISTS = 13;
export const CIDR = 14;

/** Which outcomes of a comparison a clause accepts: the attribute is less than its value, equal to it, greater. */
export const LESS = 1;
export const EQUAL = 2;
export const GREATER = 4;

/**
 * A compiled condition. All kinds have one shape, small and flat, because evaluation is mostly a matter of how
 * much memory it has to look at.
 */
interface Shape<Kind, Operand, Source extends Condition = Clause> {
  readonly kind: Kind;
  /** What is compared with, taken apart beforehand. */
  readonly operand: Operand;
  /** First part of the attribute's path, and the others if there are. */
  readonly name: string;
  readonly rest: readonly string[] | undefined;
  readonly accepts: number;
  readonly negate: boolean;
  readonly ignoreCase: boolean;
  readonly source: Source;
}

/** A clause about one attribute. */
export type AttributeNode =
  | Shape<typeof LISTED, readonly unknown[]>
  | Shape<typeof SET, ReadonlySet<unknown>>
  | Shape<typeof CONTAINS | typeof STARTS | typeof ENDS, readonly string[]>
  | Shape<typeof MATCHES, readonly RegExp[]>
  | Shape<typeof NUMBER | typeof DATE, readonly number[]>
  | Shape<typeof SEMVER, readonly Semver[]>
  | Shape<typeof EXISTS, readonly unknown[]>
  | Shape<typeof CIDR, readonly Network[]>;

export type SegmentNode = Shape<typeof SEGMENT, readonly SegmentReference[]>;

export type GroupNode = Shape<typeof ALL | typeof ANY | typeof NONE, readonly Node[], Group>;

export type Node = AttributeNode | SegmentNode | GroupNode;

export interface SegmentReference {
  readonly key: string;
  /** A segment that is not there contains nobody. */
  readonly plan: SegmentPlan | undefined;
}

/** A segment, ready to be asked. */
export interface SegmentPlan {
  /** Whether a listed key is inside. */
  readonly listed: ReadonlyMap<string, boolean>;
  /** The salt when keys are listed hashed. */
  readonly hashed: string | undefined;
  readonly rules: readonly { readonly source: SegmentRule; readonly nodes: readonly Node[] }[];
}
