import { murmur3 } from '../evaluator/index.ts';

/** A list or a map. */
interface Entries {
  values(): Iterable<{ key: string; version: number }>;
}

/**
 * A digest tells whether two sides hold the same ruleset. It is the sum of a hash of every flag and segment, so the
 * order does not matter: of its key, with its version as the seed (for a segment, the bits of the version turned
 * around). It guards against mistakes, not attackers.
 * @returns 16 hexadecimal characters
 */
export function digestOf(flags: Entries, segments: Entries): string {
  // Of two million hashes it is exact: they stay below 2^53.
  let sum = 0;
  for (const { key, version } of flags.values()) sum += murmur3(key, version);
  for (const { key, version } of segments.values()) sum += murmur3(key, ~version);
  return sum.toString(16).padStart(16, '0');
}
