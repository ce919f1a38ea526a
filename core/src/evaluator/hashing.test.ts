import fc from 'fast-check';
import murmurhash from 'murmurhash';
import { describe, expect, it } from 'vitest';
import { SIGNALBOX_1 as descriptor } from './hashing-descriptor.ts';
import { bucketsOf } from './hashing.ts';

/** A bucket computed from nothing but the descriptor and the reference implementation of its algorithm. */
function bucketByDescriptor(salt: string, purpose: string, unit: string): number {
  const values = { salt, purpose, unit };
  const bytes = new TextEncoder().encode(descriptor.parts.map((part) => values[part]).join(''));
  const hash = murmurhash.v3(bytes, descriptor.seed);
  return Number((BigInt(hash) * BigInt(descriptor.modulus)) >> 32n);
}

const salts = fc.string({ unit: fc.constantFrom(...'abcXYZ019 ~'.split('')), minLength: 8, maxLength: 8 });

describe('signalbox-1', () => {
  it('puts every unit where its descriptor says', () => {
    fc.assert(
      fc.property(salts, fc.string({ unit: 'binary', minLength: 1 }), (salt, unit) => {
        const { exposure, variant } = bucketsOf('signalbox-1', salt);
        expect(exposure(unit)).toBe(bucketByDescriptor(salt, descriptor.purposes.exposure, unit));
        expect(variant(unit)).toBe(bucketByDescriptor(salt, descriptor.purposes.variant, unit));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['md5', 'a1b2c3d4', 'unknown'],
    ['toString', 'a1b2c3d4', 'unknown'],
    ['signalbox-1', 'short', 'salt'],
    ['signalbox-1', 'ä1b2c3d4', 'salt'],
  ])('as %s with the salt "%s" is refused', (hashing, salt, problem) => {
    expect(() => bucketsOf(hashing as 'signalbox-1', salt)).toThrow(problem);
  });
});
