import { parseCidr, parseDate, parseSemver, type Operator } from '@signalbox/core/evaluator';
import type { FieldProblem } from '../http/problem.ts';
import { listOf } from './words.ts';

type Value = string | number | boolean;
type Problem = Omit<FieldProblem, 'field'>;

/** What is wrong with a value that an operator is to compare with. */
type Operand = (value: Value, operator: Operator, segments: ReadonlySet<string>) => Problem | undefined;

const anything: Operand = () => undefined;

const text: Operand = (value, operator) =>
  typeof value === 'string' && value !== ''
    ? undefined
    : {
        problem: `${operator} cannot compare with ${JSON.stringify(value)}`,
        remedy: 'Send a text that is not empty.',
      };

const number: Operand = (value, operator) =>
  typeof value === 'number'
    ? undefined
    : {
        problem: `${operator} cannot compare with ${JSON.stringify(value)}`,
        remedy: 'Send a number, without quotes.',
      };

const version: Operand = (value) =>
  typeof value === 'string' && parseSemver(value)
    ? undefined
    : { problem: `${JSON.stringify(value)} is no semantic version`, remedy: 'Send one such as "2.3.0".' };

const date: Operand = (value) =>
  parseDate(value) !== undefined
    ? undefined
    : {
        problem: `${JSON.stringify(value)} is no date that everybody reads alike`,
        remedy:
          'Send one such as "2026-11-23", "2026-11-23T18:00:00Z" or "2026-11-23T18:00:00+01:00", or milliseconds since 1970.',
      };

const network: Operand = (value) =>
  typeof value === 'string' && parseCidr(value)
    ? undefined
    : {
        problem: `${JSON.stringify(value)} is no network and no address`,
        remedy: 'Send one such as "10.0.0.0/8", "2001:db8::/32" or "192.0.2.1".',
      };

const segment: Operand = (value, _operator, segments) =>
  typeof value === 'string' && segments.has(value)
    ? undefined
    : {
        problem: `this environment has no segment ${JSON.stringify(value)}`,
        remedy:
          segments.size > 0
            ? `Use one of ${listOf(segments)}, or create it first.`
            : 'Create the segment first.',
      };

/** What each operator compares with, and whether it can take upper and lower case as the same. */
export const OPERANDS: Record<Operator, { operand: Operand; foldsCase: boolean }> = {
  in: { operand: anything, foldsCase: true },
  equals: { operand: anything, foldsCase: true },
  contains: { operand: text, foldsCase: true },
  startsWith: { operand: text, foldsCase: true },
  endsWith: { operand: text, foldsCase: true },
  // What else a regular expression must be takes longer to find out: see patterns.ts.
  matches: { operand: text, foldsCase: true },
  greaterThan: { operand: number, foldsCase: false },
  greaterThanOrEqual: { operand: number, foldsCase: false },
  lessThan: { operand: number, foldsCase: false },
  lessThanOrEqual: { operand: number, foldsCase: false },
  semverEqual: { operand: version, foldsCase: false },
  semverGreaterThan: { operand: version, foldsCase: false },
  semverGreaterThanOrEqual: { operand: version, foldsCase: false },
  semverLessThan: { operand: version, foldsCase: false },
  semverLessThanOrEqual: { operand: version, foldsCase: false },
  before: { operand: date, foldsCase: false },
  after: { operand: date, foldsCase: false },
  exists: { operand: anything, foldsCase: false },
  inCidr: { operand: network, foldsCase: false },
  inSegment: { operand: segment, foldsCase: false },
};
