import { compileAttribute, type Attribute } from './attributes.ts';
import { parseCidr } from './cidr.ts';
import { parseDate } from './dates.ts';
import { intern } from './intern.ts';
import type { Clause, Condition, Group, Operator } from './model.ts';
import * as is from './node.ts';
import type { AttributeNode, GroupNode, Node, SegmentNode, SegmentPlan } from './node.ts';
import { parseSemver } from './semver.ts';

/** Up to so many values are faster compared one by one than looked up. */
const FEW = 8;

/** What a clause of each operator becomes: its kind, and which outcomes of a comparison it accepts. */
const OPERATORS = {
  in: [is.LISTED],
  equals: [is.LISTED],
  contains: [is.CONTAINS],
  startsWith: [is.STARTS],
  endsWith: [is.ENDS],
  matches: [is.MATCHES],
  greaterThan: [is.NUMBER, is.GREATER],
  greaterThanOrEqual: [is.NUMBER, is.GREATER | is.EQUAL],
  lessThan: [is.NUMBER, is.LESS],
  lessThanOrEqual: [is.NUMBER, is.LESS | is.EQUAL],
  semverEqual: [is.SEMVER, is.EQUAL],
  semverGreaterThan: [is.SEMVER, is.GREATER],
  semverGreaterThanOrEqual: [is.SEMVER, is.GREATER | is.EQUAL],
  semverLessThan: [is.SEMVER, is.LESS],
  semverLessThanOrEqual: [is.SEMVER, is.LESS | is.EQUAL],
  before: [is.DATE, is.LESS],
  after: [is.DATE, is.GREATER],
  exists: [is.EXISTS],
  inCidr: [is.CIDR],
  inSegment: [is.SEGMENT],
} as const satisfies Record<Operator, readonly [kind: number, accepts?: number]>;

const NOWHERE: Attribute = { name: '', rest: undefined };

/** Finds a segment; undefined when the ruleset has none with this key. */
export type SegmentLookup = (key: string) => SegmentPlan | undefined;

/**
 * Makes conditions ready to be asked.
 * @throws {Error} when one cannot be understood; the flag then answers PARSE_ERROR.
 */
export function compileConditions(
  conditions: readonly Condition[],
  segments: SegmentLookup,
): readonly Node[] {
  return conditions.map((condition) =>
    'operator' in condition ? compileClause(condition, segments) : compileGroup(condition, segments),
  );
}

function compileGroup(source: Group, segments: SegmentLookup): GroupNode {
  const [parts, ...more] = [source.all, source.any, source.none].filter((list) => list !== undefined);
  if (!parts || parts.length === 0 || more.length > 0)
    throw new Error('a group needs one list: all, any or none');
  const kind = source.all ? is.ALL : source.any ? is.ANY : is.NONE;
  return makeNode(source, kind, compileConditions(parts, segments), NOWHERE);
}

function makeNode<Source, Kind, Operand>(
  source: Source,
  kind: Kind,
  operand: Operand,
  { name, rest }: Attribute,
  accepts = 0,
  negate = false,
  ignoreCase = false,
) {
  return { kind, operand, name, rest, accepts, negate, ignoreCase, source };
}

function compileClause(source: Clause, segments: SegmentLookup): AttributeNode | SegmentNode {
  const { attribute, operator, values, negate, ignoreCase } = source;
  if (!Object.hasOwn(OPERATORS, operator)) throw new Error(`unknown operator "${operator}"`);
  const [kind, accepts] = OPERATORS[operator];
  const node = <Kind, Operand>(of: Kind, operand: Operand) =>
    makeNode(source, of, operand, compileAttribute(attribute), accepts, negate, ignoreCase);
  /** All values as the operator reads them. */
  const read = <T>(reader: (value: string | number | boolean) => T | undefined): T[] =>
    values.map((value) => {
      const result = reader(value);
      if (result === undefined) throw new Error(`"${operator}" cannot compare with ${JSON.stringify(value)}`);
      return result;
    });
  const fold = <T>(value: T) =>
    typeof value === 'string' ? intern(ignoreCase ? value.toLowerCase() : value) : value;
  switch (kind) {
    case is.LISTED:
      return values.length > FEW
        ? node(is.SET, new Set<unknown>(values.map(fold)))
        : node(kind, values.map(fold));
    case is.CONTAINS:
    case is.STARTS:
    case is.ENDS:
      return node(
        kind,
        read((value) => (typeof value === 'string' ? fold(value) : undefined)),
      );
    case is.MATCHES:
      return node(
        kind,
        read((value) => (typeof value === 'string' ? new RegExp(value, ignoreCase ? 'iu' : 'u') : undefined)),
      );
    case is.NUMBER:
      return node(
        kind,
        read((value) => (typeof value === 'number' ? value : undefined)),
      );
    case is.SEMVER:
      return node(
        kind,
        read((value) => parseSemver(String(value))),
      );
    case is.DATE:
      return node(kind, read(parseDate));
    case is.CIDR:
      return node(
        kind,
        read((value) => parseCidr(String(value))),
      );
    case is.EXISTS:
      return node(
        kind,
        read((value) => value),
      );
    case is.SEGMENT:
      return makeNode(
        source,
        kind,
        values.map(String).map((key) => ({ key, plan: segments(key) })),
        NOWHERE,
        0,
        negate,
      );
  }
}

/** Keys of the segments that conditions ask for, those in groups included; each once. */
export function segmentKeysOf(conditions: readonly Condition[]): string[] {
  const keys = conditions.flatMap((condition) => {
    if ('operator' in condition)
      return condition.operator === 'inSegment' ? condition.values.map(String) : [];
    return segmentKeysOf(condition.all ?? condition.any ?? condition.none ?? []);
  });
  return [...new Set(keys)];
}
