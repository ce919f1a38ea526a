import { networkContains, parseAddress } from './cidr.ts';
import { parseDate } from './dates.ts';
import {
  CIDR,
  CONTAINS,
  DATE,
  ENDS,
  EQUAL,
  EXISTS,
  GREATER,
  LESS,
  LISTED,
  MATCHES,
  NUMBER,
  SEMVER,
  SET,
  STARTS,
  type AttributeNode,
} from './node.ts';
import { compareTextToSemver } from './semver.ts';

/** Texts longer than this are not compared with a regular expression: even a bad one ends in time. */
const MAX_SUBJECT = 10_000;

/** Whether an attribute matches; undefined for one that the operator cannot compare. */
export function matches(node: AttributeNode, value: unknown): boolean | undefined {
  if (typeof value === 'string') return matchText(node, value);
  if (node.kind === EXISTS) return isPresent(value);
  return Array.isArray(value) ? matchAny(node, value) : matchOther(node, value);
}

/** An array matches when one of its elements does. Empty, or with nothing to compare, it is like missing. */
function matchAny(node: AttributeNode, values: unknown[]): boolean | undefined {
  let answer: boolean | undefined;
  for (const value of values) {
    const each = value instanceof Date ? value.toJSON() : value;
    const one = typeof each === 'string' ? matchText(node, each) : matchOther(node, each);
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

function matchOther(node: AttributeNode, value: unknown): boolean | undefined {
  const isNumber = typeof value === 'number';
  if (isNumber ? !Number.isFinite(value) : typeof value !== 'boolean') return undefined;
  switch (node.kind) {
    case LISTED:
      return includes(node.operand, value);
    case SET:
      return node.operand.has(value);
    case NUMBER:
    case DATE:
      return isNumber ? compares(node.operand, node.accepts, value) : undefined;
    default:
      return undefined;
  }
}

function matchText(node: AttributeNode, given: string): boolean | undefined {
  const text = node.ignoreCase ? given.toLowerCase() : given;
  switch (node.kind) {
    case LISTED:
      return includes(node.operand, text);
    case SET:
      return node.operand.has(text);
    case SEMVER:
      for (const version of node.operand) {
        const order = compareTextToSemver(text, version);
        if (Number.isNaN(order)) return undefined;
        if (isAccepted(node.accepts, order)) return true;
      }
      return false;
    case CONTAINS:
      return node.operand.some((part) => text.includes(part));
    case STARTS:
      return node.operand.some((part) => text.startsWith(part));
    case ENDS:
      return node.operand.some((part) => text.endsWith(part));
    case MATCHES:
      return given.length > MAX_SUBJECT ? undefined : node.operand.some((pattern) => pattern.test(given));
    case EXISTS:
      return true;
    case DATE: {
      const date = parseDate(text);
      return date === undefined ? undefined : compares(node.operand, node.accepts, date);
    }
    case CIDR: {
      const address = parseAddress(text);
      return address && node.operand.some((network) => networkContains(network, address));
    }
    default:
      return undefined;
  }
}

function includes(values: readonly unknown[], value: unknown): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] === value) return true;
  return false;
}

function compares(limits: readonly number[], accepts: number, value: number): boolean {
  for (const limit of limits) if (isAccepted(accepts, value - limit)) return true;
  return false;
}

function isAccepted(accepts: number, order: number): boolean {
  return (accepts & (order < 0 ? LESS : order > 0 ? GREATER : EQUAL)) !== 0;
}
