import { addressBits } from './cidr.ts';
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
import { isPresent, isScalar, plain } from './values.ts';

/** Texts longer than this are not compared with a regular expression: even a bad one ends in time. */
const MAX_SUBJECT = 10_000;

/** Whether an attribute matches; undefined for one that the operator cannot compare. */
export function matches(node: AttributeNode, value: unknown): boolean | undefined {
  if (node.kind === EXISTS) return isPresent(value);
  return Array.isArray(value) ? matchAny(node, value) : matchOne(node, value);
}

/** An array matches when one of its elements does. Empty, or with nothing to compare, it is like missing. */
function matchAny(node: AttributeNode, values: unknown[]): boolean | undefined {
  let answer: boolean | undefined;
  for (const value of values) {
    const one = matchOne(node, plain(value));
    if (one) return true;
    answer ??= one;
  }
  return answer;
}

function matchOne(node: AttributeNode, given: unknown): boolean | undefined {
  if (!isScalar(given)) return undefined;
  const value = node.ignoreCase && typeof given === 'string' ? given.toLowerCase() : given;
  switch (node.kind) {
    case LISTED:
      return includes(node.operand, value);
    case SET:
      return node.operand.has(value);
    case NUMBER:
    case DATE: {
      const number = node.kind === NUMBER ? value : parseDate(value);
      return typeof number === 'number' ? compares(node.operand, node.accepts, number) : undefined;
    }
    default:
      return typeof value === 'string' ? matchText(node, value) : undefined;
  }
}

function matchText(node: AttributeNode, text: string): boolean | undefined {
  switch (node.kind) {
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
      return text.length > MAX_SUBJECT ? undefined : node.operand.some((pattern) => pattern.test(text));
    case CIDR: {
      const address = addressBits(text);
      return address === undefined ? address : node.operand.some(({ prefix }) => address.startsWith(prefix));
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
