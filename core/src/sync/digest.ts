import { murmur3 } from '../evaluator/index.ts';

/** A list or a map. */
interface Entries {
  values(): Iterable<{ key: string; version: number }>;
}

/**
 * A digest tells whether two sides hold the same ruleset. It is the sum, modulo 2^32, of a hash of every
 * `flag:key@version` and `segment:key@version`, for two seeds, so the order does not matter. It guards
 * against mistakes, not attackers.
 * @returns 16 hexadecimal characters
 */
export function digestOf(flags: Entries, segments: Entries): string {
  return sumOf(flags, segments, 0) + sumOf(flags, segments, 0x9747b28c);
}

function sumOf(flags: Entries, segments: Entries, seed: number): string {
  // Of two million hashes it is exact: they stay below 2^53.
  let sum = 0;
  for (const { key, version } of flags.values()) sum += murmur3(`flag:${key}@${version}`, seed);
  for (const { key, version } of segments.values()) sum += murmur3(`segment:${key}@${version}`, seed);
  return (sum >>> 0).toString(16).padStart(8, '0');
}
