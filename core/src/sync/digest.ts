import { murmur3 } from '../evaluator/index.ts';
import type { Flag, Segment } from '../evaluator/index.ts';

/**
 * A digest tells whether two sides hold the same ruleset. It is the sum, modulo 2^32, of a hash of every
 * `flag:key@version` and `segment:key@version`, for two seeds: the order does not matter, and a patch
 * updates it by subtracting what went and adding what came. It guards against mistakes, not attackers.
 */
export interface DigestState {
  a: number;
  b: number;
}

export function emptyDigest(): DigestState {
  return { a: 0, b: 0 };
}

/** Adds an entry to the digest, or takes it out again with sign -1. */
export function addToDigest(
  state: DigestState,
  type: 'flag' | 'segment',
  entry: { key: string; version: number },
  sign: 1 | -1,
): void {
  const text = `${type}:${entry.key}@${entry.version}`;
  state.a = (state.a + sign * murmur3(text, 0)) >>> 0;
  state.b = (state.b + sign * murmur3(text, 0x9747b28c)) >>> 0;
}

/** 16 hexadecimal characters. */
export function formatDigest({ a, b }: DigestState): string {
  return a.toString(16).padStart(8, '0') + b.toString(16).padStart(8, '0');
}

/** Digest of a whole ruleset. */
export function digestState(flags: Iterable<Flag>, segments: Iterable<Segment>): DigestState {
  const state = emptyDigest();
  for (const flag of flags) addToDigest(state, 'flag', flag, 1);
  for (const segment of segments) addToDigest(state, 'segment', segment, 1);
  return state;
}

/** Digest of a whole ruleset, as it goes over the wire. */
export function digestOf(flags: Iterable<Flag>, segments: Iterable<Segment>): string {
  return formatDigest(digestState(flags, segments));
}
