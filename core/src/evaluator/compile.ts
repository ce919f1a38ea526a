import { compileAttribute } from './attributes.ts';
import { parseCidr } from './cidr.ts';
import { parseDate } from './dates.ts';
import { intern } from './intern.ts';
import type { Clause, Condition, Group } from './model.ts';
import * as is from './node.ts';
import type { AttributeNode, GroupNode, Node, SegmentNode, SegmentTest } from './node.ts';
import { parseSemver } from './semver.ts';

/** Up to so many values are faster compared one by one than looked up. */
const FEW = 8;

/** Finds a segment; undefined when the ruleset has none with this key. */
export type SegmentLookup = (key: string) => SegmentTest | undefined;

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
  const operand = compileConditions(parts, segments);
  return { kind, operand, name: '', rest: undefined, accepts: 0, negate: false, ignoreCase: false, source };
}

function compileClause(source: Clause, segments: SegmentLookup): AttributeNode | SegmentNode {
  const { operator, values, negate = false, ignoreCase = false } = source;
  if (!Array.isArray(values)) throw new Error(`the values of "${operator}" are no list`);
  const node = <Kind, Operand>(kind: Kind, operand: Operand, accepts = 0, path = source.attribute) => {
    const { name, rest } = compileAttribute(path);
    return { kind, operand, name, rest, accepts, negate, ignoreCase, source };
  };
  /** All values as the operator reads them. */
  const read = <T>(reader: (value: string | number | boolean) => T | undefined): T[] =>
    values.map((value) => {
      const result = reader(value);
      if (result === undefined) throw new Error(`"${operator}" cannot compare with ${JSON.stringify(value)}`);
      return result;
    });
  const fold = <T>(value: T) =>
    typeof value === 'string' ? intern(ignoreCase ? value.toLowerCase() : value) : value;
  const texts = () => read((value) => (typeof value === 'string' ? fold(value) : undefined));
  const numbers = () => read((value) => (typeof value === 'number' ? value : undefined));
  const versions = () => read((value) => parseSemver(String(value)));
  switch (operator) {
    case 'in':
    case 'equals':
      return values.length > FEW
        ? node(is.SET, new Set<unknown>(values.map(fold)))
        : node(is.LISTED, values.map(fold));
    case 'contains':
      return node(is.CONTAINS, texts());
    case 'startsWith':
      return node(is.STARTS, texts());
    case 'endsWith':
      return node(is.ENDS, texts());
    case 'matches':
      return node(
        is.MATCHES,
        values.map((value) => new RegExp(String(value), ignoreCase ? 'iu' : 'u')),
      );
    case 'greaterThan':
      return node(is.NUMBER, numbers(), is.GREATER);
    case 'greaterThanOrEqual':
      return node(is.NUMBER, numbers(), is.GREATER | is.EQUAL);
    case 'lessThan':
      return node(is.NUMBER, numbers(), is.LESS);
    case 'lessThanOrEqual':
      return node(is.NUMBER, numbers(), is.LESS | is.EQUAL);
    case 'semverEqual':
      return node(is.SEMVER, versions(), is.EQUAL);
    case 'semverGreaterThan':
      return node(is.SEMVER, versions(), is.GREATER);
    case 'semverGreaterThanOrEqual':
      return node(is.SEMVER, versions(), is.GREATER | is.EQUAL);
    case 'semverLessThan':
      return node(is.SEMVER, versions(), is.LESS);
    case 'semverLessThanOrEqual':
      return node(is.SEMVER, versions(), is.LESS | is.EQUAL);
    case 'before':
      return node(is.DATE, read(parseDate), is.LESS);
    case 'after':
      return node(is.DATE, read(parseDate), is.GREATER);
    case 'exists':
      return node(is.EXISTS, undefined);
    case 'inCidr':
      return node(
        is.CIDR,
        read((value) => parseCidr(String(value))),
      );
    case 'inSegment': {
      const references = values.map(String).map((key) => ({ key, contains: segments(key) }));
      return node(is.SEGMENT, references, 0, 'targetingKey');
    }
    default:
      throw new Error(`unknown operator "${String(operator)}"`);
  }
}

/** Keys of the segments that conditions ask for, those in groups included; each once. */
export function segmentKeysOf(conditions: readonly Condition[]): string[] {
  const keys = new Set<string>();
  for (const condition of conditions) {
    if ('operator' in condition) {
      if (condition.operator === 'inSegment') for (const value of condition.values) keys.add(String(value));
    } else {
      const parts = condition.all ?? condition.any ?? condition.none ?? [];
      for (const key of segmentKeysOf(parts)) keys.add(key);
    }
  }
  return [...keys];
}
