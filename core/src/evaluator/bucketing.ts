import { hashFrom, hashPrefix } from './murmur.ts';
import { isScalar } from './values.ts';

/**
 * `signalbox-1`: floor(murmur3_x86_32(utf8(salt + purpose + unit), seed 0) × 100 000 / 2^32).
 * The salt has 8 characters and the purpose 4, so the prefix is three whole blocks and its state is
 * computed once. Frozen: docs/decisions/bucketing.md has the reasons and known answers.
 */

/** Whole of a share or of a split's weights, in thousandths of a percent. */
export const WHOLE = 100_000;

const PREFIX_LENGTH = 12;

/** `exp:` decides who is in the share, `var:` who gets which variant: two independent hashes. */
export type Purpose = 'exp:' | 'var:';

/** State of the hash after salt and purpose. */
export function bucketPrefix(salt: string, purpose: Purpose): number {
  return hashPrefix(salt + purpose);
}

/** Bucket of a unit, 0 to 99 999. The product stays below 2^53, so it is exact in doubles. */
export function bucketFrom(prefix: number, unit: string): number {
  return Math.floor((hashFrom(prefix, PREFIX_LENGTH, unit) * WHOLE) / 4_294_967_296);
}

/** Bucket of a unit for a flag's salt, 0 to 99 999. */
export function bucket(salt: string, purpose: Purpose, unit: string): number {
  return bucketFrom(bucketPrefix(salt, purpose), unit);
}

/**
 * The text that stands for a unit: strings as they are, finite numbers and booleans as JavaScript writes
 * them. Everything else, and the empty string, is no unit.
 */
export function unitOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value || undefined;
  return isScalar(value) ? String(value) : undefined;
}
