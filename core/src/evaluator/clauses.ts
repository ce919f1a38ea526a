import type { Clause, EvaluationContext, Operator } from './model.ts';
import { compareSemver, parseSemver } from './semver.ts';

/** A compiled clause: everything that can be worked out beforehand has been. */
export type Test = (context: EvaluationContext) => boolean;

/** Finds a compiled segment; undefined when the ruleset has none with this key. */
export type SegmentLookup = (key: string) => Test | undefined;

type ValueTest = (value: unknown) => boolean;
type Values = Clause['values'];

/**
 * Compiles a clause.
 * @throws {Error} when it cannot be understood; the flag then answers PARSE_ERROR.
 */
export function compileClause(clause: Clause, segments: SegmentLookup): Test {
  const { operator, negate = false } = clause;
  if (operator === 'inSegment') return compileInSegment(clause.values, negate, segments);
  const matches = compileOperator(operator, clause.values);
  const comparable = COMPARES[operator];
  const read = compilePath(clause.attribute);
  return (context) => {
    const value = read(context);
    if (Array.isArray(value)) return testArray(value, comparable, matches, negate);
    return comparable(value) && matches(value) !== negate;
  };
}

/** An array matches when one of its elements does; negated, when none does. Empty is like missing. */
function testArray(values: unknown[], comparable: ValueTest, matches: ValueTest, negate: boolean): boolean {
  let seen = false;
  for (const value of values) {
    if (!comparable(value)) continue;
    if (matches(value)) return !negate;
    seen = true;
  }
  return seen && negate;
}

/** Whoever is in none of the segments is outside them, one without a targeting key too. */
function compileInSegment(keys: Values, negate: boolean, segments: SegmentLookup): Test {
  const tests = keys.map((key) => segments(String(key))).filter((test) => test !== undefined);
  return (context) => tests.some((test) => test(context)) !== negate;
}

/** Reads an attribute by its path: `country`, `organization.plan`, `items.0`. */
export function compilePath(path: string): (context: EvaluationContext) => unknown {
  if (typeof path !== 'string' || path === '') throw new Error('a clause names no attribute');
  if (!path.includes('.')) return (context) => context[path];
  const names = path.split('.');
  return (context) => {
    let value: unknown = context;
    for (const name of names) {
      if (!isRecord(value)) return undefined;
      value = value[name];
    }
    return value;
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const isString: ValueTest = (value) => typeof value === 'string';
const isNumber: ValueTest = (value) => typeof value === 'number' && !Number.isNaN(value);
const isScalar: ValueTest = (value) => isString(value) || isNumber(value) || typeof value === 'boolean';
const isSemver: ValueTest = (value) => typeof value === 'string' && parseSemver(value) !== undefined;

/** What an operator can compare. For any other value its clause is false, negated or not. */
const COMPARES: Record<Exclude<Operator, 'inSegment'>, ValueTest> = {
  in: isScalar,
  contains: isString,
  startsWith: isString,
  endsWith: isString,
  greaterThan: isNumber,
  greaterThanOrEqual: isNumber,
  lessThan: isNumber,
  lessThanOrEqual: isNumber,
  semverEqual: isSemver,
  semverGreaterThan: isSemver,
  semverGreaterThanOrEqual: isSemver,
  semverLessThan: isSemver,
  semverLessThanOrEqual: isSemver,
};

function compileOperator(operator: Operator, values: Values): ValueTest {
  if (!Array.isArray(values)) throw new Error(`the values of "${operator}" are no list`);
  switch (operator) {
    case 'in': {
      const set = new Set<unknown>(values);
      return (value) => set.has(value);
    }
    case 'contains':
      return compileText(values, (text, part) => text.includes(part));
    case 'startsWith':
      return compileText(values, (text, part) => text.startsWith(part));
    case 'endsWith':
      return compileText(values, (text, part) => text.endsWith(part));
    case 'greaterThan':
      return compileNumber(values, (value, limit) => value > limit);
    case 'greaterThanOrEqual':
      return compileNumber(values, (value, limit) => value >= limit);
    case 'lessThan':
      return compileNumber(values, (value, limit) => value < limit);
    case 'lessThanOrEqual':
      return compileNumber(values, (value, limit) => value <= limit);
    case 'semverEqual':
      return compileSemver(values, (order) => order === 0);
    case 'semverGreaterThan':
      return compileSemver(values, (order) => order > 0);
    case 'semverGreaterThanOrEqual':
      return compileSemver(values, (order) => order >= 0);
    case 'semverLessThan':
      return compileSemver(values, (order) => order < 0);
    case 'semverLessThanOrEqual':
      return compileSemver(values, (order) => order <= 0);
    default:
      throw new Error(`unknown operator "${operator}"`);
  }
}

function compileText(values: Values, holds: (text: string, part: string) => boolean): ValueTest {
  const parts = values.map((value) => {
    if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is no text`);
    return value;
  });
  return (value) => typeof value === 'string' && parts.some((part) => holds(value, part));
}

function compileNumber(values: Values, holds: (value: number, limit: number) => boolean): ValueTest {
  const limits = values.map((value) => {
    if (typeof value !== 'number') throw new Error(`${JSON.stringify(value)} is no number`);
    return value;
  });
  return (value) => typeof value === 'number' && limits.some((limit) => holds(value, limit));
}

function compileSemver(values: Values, holds: (order: number) => boolean): ValueTest {
  const versions = values.map((value) => {
    const version = parseSemver(String(value));
    if (!version) throw new Error(`${JSON.stringify(value)} is no semantic version`);
    return version;
  });
  return (value) => {
    const version = typeof value === 'string' ? parseSemver(value) : undefined;
    return version !== undefined && versions.some((other) => holds(compareSemver(version, other)));
  };
}
