import type { Clause, EvaluationContext, Operator } from './model.ts';
import { compareTextToSemver, parseSemver } from './semver.ts';

/** A compiled clause: everything that can be worked out beforehand has been. */
export type Test = (context: EvaluationContext) => boolean;

/** Finds a compiled segment; undefined when the ruleset has none with this key. */
export type SegmentLookup = (key: string) => Test | undefined;

/** Whether a value matches; undefined for one that the operator cannot compare. */
type Match = (value: unknown) => boolean | undefined;
type Values = Clause['values'];

/**
 * Compiles a clause.
 * @throws {Error} when it cannot be understood; the flag then answers PARSE_ERROR.
 */
export function compileClause(clause: Clause, segments: SegmentLookup): Test {
  const { operator, negate = false } = clause;
  if (operator === 'inSegment') return compileInSegment(clause.values, negate, segments);
  const match = compileOperator(operator, clause.values);
  const read = compilePath(clause.attribute);
  return (context) => {
    const value = read(context);
    const answer = Array.isArray(value) ? matchAny(value, match) : match(value);
    // What cannot be compared holds neither way.
    return answer !== undefined && answer !== negate;
  };
}

/** An array matches when one of its elements does. Empty, or with nothing to compare, it is like missing. */
function matchAny(values: unknown[], match: Match): boolean | undefined {
  let answer: boolean | undefined;
  for (const value of values) {
    const one = match(value);
    if (one === true) return true;
    answer ??= one;
  }
  return answer;
}

/** Whoever is in none of the segments is outside them, one without a targeting key too. */
function compileInSegment(keys: Values, negate: boolean, segments: SegmentLookup): Test {
  const tests = keys.map((key) => segments(String(key))).filter((test) => test !== undefined);
  return (context) => {
    for (const test of tests) if (test(context)) return !negate;
    return negate;
  };
}

/** Reads an attribute by its path: `country`, `organization.plan`, `items.0`. */
export function compilePath(path: string): (context: EvaluationContext) => unknown {
  if (typeof path !== 'string' || path === '') throw new Error('a clause names no attribute');
  if (path === 'targetingKey') return (context) => context.targetingKey;
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

/** Which outcomes of a comparison match: the value is less than the clause's, equal to it, greater. */
interface Accepts {
  less: boolean;
  equal: boolean;
  greater: boolean;
}

const EQUAL: Accepts = { less: false, equal: true, greater: false };
const GREATER: Accepts = { less: false, equal: false, greater: true };
const GREATER_OR_EQUAL: Accepts = { less: false, equal: true, greater: true };
const LESS: Accepts = { less: true, equal: false, greater: false };
const LESS_OR_EQUAL: Accepts = { less: true, equal: true, greater: false };

function compileOperator(operator: Exclude<Operator, 'inSegment'>, values: Values): Match {
  if (!Array.isArray(values)) throw new Error(`the values of "${operator}" are no list`);
  switch (operator) {
    case 'in':
      return compileIn(values);
    case 'contains':
      return compileText(values, (text, part) => text.includes(part));
    case 'startsWith':
      return compileText(values, (text, part) => text.startsWith(part));
    case 'endsWith':
      return compileText(values, (text, part) => text.endsWith(part));
    case 'greaterThan':
      return compileNumber(values, GREATER);
    case 'greaterThanOrEqual':
      return compileNumber(values, GREATER_OR_EQUAL);
    case 'lessThan':
      return compileNumber(values, LESS);
    case 'lessThanOrEqual':
      return compileNumber(values, LESS_OR_EQUAL);
    case 'semverEqual':
      return compileSemver(values, EQUAL);
    case 'semverGreaterThan':
      return compileSemver(values, GREATER);
    case 'semverGreaterThanOrEqual':
      return compileSemver(values, GREATER_OR_EQUAL);
    case 'semverLessThan':
      return compileSemver(values, LESS);
    case 'semverLessThanOrEqual':
      return compileSemver(values, LESS_OR_EQUAL);
    default:
      throw new Error(`unknown operator "${String(operator)}"`);
  }
}

/** Exact and typed: `2` is not `"2"`. */
function compileIn(values: Values): Match {
  const set = new Set<unknown>(values);
  return (value) => {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return set.has(value);
      case 'number':
        return Number.isNaN(value) ? undefined : set.has(value);
      default:
        return undefined;
    }
  };
}

function compileText(values: Values, holds: (text: string, part: string) => boolean): Match {
  const parts = values.map((value) => {
    if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is no text`);
    return value;
  });
  return (value) => (typeof value === 'string' ? parts.some((part) => holds(value, part)) : undefined);
}

function compileNumber(values: Values, { less, equal, greater }: Accepts): Match {
  const limits = values.map((value) => {
    if (typeof value !== 'number') throw new Error(`${JSON.stringify(value)} is no number`);
    return value;
  });
  return (value) => {
    if (typeof value !== 'number' || Number.isNaN(value)) return undefined;
    for (const limit of limits) if (value < limit ? less : value > limit ? greater : equal) return true;
    return false;
  };
}

function compileSemver(values: Values, { less, equal, greater }: Accepts): Match {
  const versions = values.map((value) => {
    const version = parseSemver(String(value));
    if (!version) throw new Error(`${JSON.stringify(value)} is no semantic version`);
    return version;
  });
  return (value) => {
    if (typeof value !== 'string') return undefined;
    for (const version of versions) {
      const order = compareTextToSemver(value, version);
      if (Number.isNaN(order)) return undefined;
      if (order < 0 ? less : order > 0 ? greater : equal) return true;
    }
    return false;
  };
}
