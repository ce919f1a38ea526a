import { networkContains, parseAddress, parseCidr, type Network } from './cidr.ts';
import { parseDate } from './dates.ts';
import type { Clause, Operator } from './model.ts';
import { compareTextToSemver, parseSemver, type Semver } from './semver.ts';

/** Texts longer than this are not compared with a regular expression: even a bad one ends in time. */
const MAX_SUBJECT = 10_000;
/** Up to so many values are faster compared one by one than looked up. */
const FEW = 8;

/** Operators that work alike. */
type Kind =
  | typeof IN
  | typeof CONTAINS
  | typeof STARTS
  | typeof ENDS
  | typeof MATCHES
  | typeof NUMBER
  | typeof SEMVER
  | typeof DATE
  | typeof EXISTS
  | typeof CIDR;

const IN = 0;
const CONTAINS = 1;
const STARTS = 2;
const ENDS = 3;
const MATCHES = 4;
const NUMBER = 5;
const SEMVER = 6;
const DATE = 7;
const EXISTS = 8;
const CIDR = 9;

/** Which outcomes of a comparison match: the value is less than the clause's, equal to it, greater. */
const LESS = 1;
const EQUAL = 2;
const GREATER = 4;

const KINDS: Record<Exclude<Operator, 'inSegment'>, readonly [Kind, number]> = {
  in: [IN, 0],
  equals: [IN, 0],
  contains: [CONTAINS, 0],
  startsWith: [STARTS, 0],
  endsWith: [ENDS, 0],
  matches: [MATCHES, 0],
  greaterThan: [NUMBER, GREATER],
  greaterThanOrEqual: [NUMBER, GREATER | EQUAL],
  lessThan: [NUMBER, LESS],
  lessThanOrEqual: [NUMBER, LESS | EQUAL],
  semverEqual: [SEMVER, EQUAL],
  semverGreaterThan: [SEMVER, GREATER],
  semverGreaterThanOrEqual: [SEMVER, GREATER | EQUAL],
  semverLessThan: [SEMVER, LESS],
  semverLessThanOrEqual: [SEMVER, LESS | EQUAL],
  before: [DATE, LESS],
  after: [DATE, GREATER],
  exists: [EXISTS, 0],
  inCidr: [CIDR, 0],
};

/** An operator with its values, ready to compare. One shape for all of them keeps the engine's code straight. */
export interface Matcher {
  readonly kind: Kind;
  readonly accepts: number;
  readonly ignoreCase: boolean;
  readonly exact: readonly unknown[];
  /** Instead of `exact` when there are many. */
  readonly set: ReadonlySet<unknown> | undefined;
  readonly texts: readonly string[];
  readonly patterns: readonly RegExp[];
  /** Numbers, or dates in milliseconds. */
  readonly limits: readonly number[];
  readonly versions: readonly Semver[];
  readonly networks: readonly Network[];
}

/** @throws {Error} when the operator is unknown or cannot compare with a value. */
export function compileMatcher({ operator, values, ignoreCase = false }: Clause): Matcher {
  const known = operator !== 'inSegment' && Object.hasOwn(KINDS, operator);
  if (!known || !Array.isArray(values)) throw new Error(`its operator "${operator}" cannot be read`);
  const [kind, accepts] = KINDS[operator];
  const fold = (value: unknown) => (ignoreCase && typeof value === 'string' ? value.toLowerCase() : value);
  /** All values as the operator reads them. */
  const all = <T>(of: readonly Kind[], read: (value: string | number | boolean) => T | undefined): T[] => {
    if (!of.includes(kind)) return [];
    return values.map((value) => {
      const result = read(value);
      if (result === undefined) throw new Error(`"${operator}" cannot compare with ${JSON.stringify(value)}`);
      return result;
    });
  };
  const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const exact = all([IN], fold);
  return {
    kind,
    accepts,
    ignoreCase,
    exact,
    set: exact.length > FEW ? new Set(exact) : undefined,
    texts: all([CONTAINS, STARTS, ENDS], (value) => textOf(fold(value))),
    patterns: all([MATCHES], (value) => new RegExp(String(value), ignoreCase ? 'iu' : 'u')),
    limits: all([NUMBER, DATE], (value) =>
      kind === DATE ? parseDate(value) : typeof value === 'number' ? value : undefined,
    ),
    versions: all([SEMVER], (value) => parseSemver(String(value))),
    networks: all([CIDR], (value) => parseCidr(String(value))),
  };
}

/** Whether an attribute matches; undefined for one that the operator cannot compare. */
export function matches(matcher: Matcher, value: unknown): boolean | undefined {
  if (matcher.kind === EXISTS) return isPresent(value);
  if (!Array.isArray(value)) return matchOne(matcher, value);
  // An array matches when one of its elements does. Empty, or with nothing to compare, it is like missing.
  let answer: boolean | undefined;
  for (const each of value) {
    const one = matchOne(matcher, each instanceof Date ? each.toJSON() : each);
    if (one === true) return true;
    answer ??= one;
  }
  return answer;
}

/** Whether there is anything: what JSON cannot carry is not. */
export function isPresent(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === 'object' && value !== null;
  }
}

function matchOne(matcher: Matcher, value: unknown): boolean | undefined {
  if (typeof value === 'string') return matchText(matcher, value);
  if (typeof value === 'number') return Number.isFinite(value) ? matchNumber(matcher, value) : undefined;
  return typeof value === 'boolean' && matcher.kind === IN ? isListed(matcher, value) : undefined;
}

function matchNumber(matcher: Matcher, value: number): boolean | undefined {
  const { kind } = matcher;
  if (kind === IN) return isListed(matcher, value);
  return kind === NUMBER || kind === DATE ? compares(matcher, value) : undefined;
}

function isListed({ exact, set }: Matcher, value: unknown): boolean {
  if (set) return set.has(value);
  for (const each of exact) if (each === value) return true;
  return false;
}

function compares({ limits, accepts }: Matcher, value: number): boolean {
  for (const limit of limits) if (isAccepted(accepts, value - limit)) return true;
  return false;
}

function isAccepted(accepts: number, order: number): boolean {
  return (accepts & (order < 0 ? LESS : order > 0 ? GREATER : EQUAL)) !== 0;
}

function matchText(matcher: Matcher, given: string): boolean | undefined {
  const text = matcher.ignoreCase ? given.toLowerCase() : given;
  switch (matcher.kind) {
    case IN:
      return isListed(matcher, text);
    case CONTAINS:
      return matcher.texts.some((part) => text.includes(part));
    case STARTS:
      return matcher.texts.some((part) => text.startsWith(part));
    case ENDS:
      return matcher.texts.some((part) => text.endsWith(part));
    case MATCHES:
      return given.length > MAX_SUBJECT ? undefined : matcher.patterns.some((each) => each.test(given));
    case SEMVER:
      return matchVersion(matcher, text);
    case DATE: {
      const date = parseDate(text);
      return date === undefined ? undefined : compares(matcher, date);
    }
    case CIDR: {
      const address = parseAddress(text);
      return address && matcher.networks.some((network) => networkContains(network, address));
    }
    default:
      return undefined;
  }
}

function matchVersion({ versions, accepts }: Matcher, text: string): boolean | undefined {
  for (const version of versions) {
    const order = compareTextToSemver(text, version);
    if (Number.isNaN(order)) return undefined;
    if (isAccepted(accepts, order)) return true;
  }
  return false;
}
