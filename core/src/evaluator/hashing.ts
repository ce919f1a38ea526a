import { bucketFrom, bucketPrefix } from './bucketing.ts';
import type { Hashing } from './model.ts';

/**
 * How a rollout turns a unit into buckets. A rollout names its hashing; each is one entry of `HASHINGS`, and nothing
 * else of the evaluator knows which one is at work. docs/decisions/bucketing.md describes them by their descriptors.
 */
export interface Buckets {
  /** 0 to 99 999: inside the share when less than it. */
  exposure(unit: string): number;
  /** 0 to 99 999: the variant is the first whose running sum of weights is greater. */
  variant(unit: string): number;
}

const HASHINGS: Record<Hashing, (salt: string) => Buckets> = {
  'signalbox-1': (salt) => {
    if (!/^[ -~]{8}$/.test(salt)) throw new Error('its salt is not 8 printable ASCII characters');
    const exposure = bucketPrefix(salt, 'exp:');
    const variant = bucketPrefix(salt, 'var:');
    return {
      exposure: (unit) => bucketFrom(exposure, unit),
      variant: (unit) => bucketFrom(variant, unit),
    };
  },
};

/** @throws {Error} when the hashing is unknown or the salt is not for it. */
export function bucketsOf(hashing: Hashing, salt: string): Buckets {
  if (!Object.hasOwn(HASHINGS, hashing)) throw new Error(`unknown hashing "${hashing}"`);
  return HASHINGS[hashing](salt);
}
