import type { JsonValue } from '@signalbox/core/evaluator';
import type { FieldProblem } from './problem.ts';
import { RESERVED_NAMES } from './schema.ts';

type Problem = Omit<FieldProblem, 'field'>;

/** What JSON can say but not every reader can carry on unchanged, and what is too large. */
export function checkJson(value: JsonValue, most: { depth: number; bytes: number }): Problem | undefined {
  const odd = findOdd(value, most.depth);
  if (odd) return odd;
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes <= most.bytes) return undefined;
  return {
    problem: `has ${bytes} bytes; ${most.bytes} is the most`,
    remedy: 'Keep large content elsewhere and refer to it.',
  };
}

function findOdd(value: JsonValue, most: number, depth = 0): Problem | undefined {
  // 1e999 is valid JSON and reads as Infinity.
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { problem: 'is too large for a number', remedy: 'Send a number below 1.8e308.' };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === most) {
    return { problem: `is nested deeper than ${most} levels`, remedy: 'Send something flatter.' };
  }
  const reserved = Object.keys(value).find((name) => RESERVED_NAMES.has(name));
  if (reserved !== undefined) {
    return { problem: `uses the reserved name "${reserved}"`, remedy: 'Give that field another name.' };
  }
  for (const part of Object.values(value)) {
    const found = findOdd(part, most, depth + 1);
    if (found) return found;
  }
  return undefined;
}
