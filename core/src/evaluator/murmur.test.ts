import fc from 'fast-check';
import murmurhash from 'murmurhash';
import { describe, expect, it } from 'vitest';
import { hashFrom, hashPrefix, murmur3 } from './murmur.ts';

/** SMHasher's check of an implementation: hash the keys [], [0], [0, 1], … and then all the hashes. */
function smhasherVerification(hash: (key: Uint8Array, seed: number) => number): number {
  const results = new DataView(new ArrayBuffer(4 * 256));
  const key = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0; i < 256; i++) results.setUint32(i * 4, hash(key.subarray(0, i), 256 - i), true);
  return hash(new Uint8Array(results.buffer), 0);
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  // Halves of surrogate pairs: TextEncoder writes U+FFFD for them.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
    .map((codes) => String.fromCharCode(...codes)),
);

describe('MurmurHash3', () => {
  it("has a reference that passes SMHasher's verification", () => {
    expect(smhasherVerification((key, seed) => murmurhash.v3(key, seed))).toBe(0xb0f57ee3);
  });

  it('equals the reference on every text and seed', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, seed) => {
        expect(murmur3(text, seed)).toBe(murmurhash.v3(text, seed));
      }),
      { numRuns: 20_000 },
    );
  });

  it('gives the same answer from the state after a prefix', () => {
    const prefix = fc.string({
      unit: fc.constantFrom(...'abcXYZ0189:-'.split('')),
      minLength: 12,
      maxLength: 12,
    });
    fc.assert(
      fc.property(prefix, anyText, (start, text) => {
        expect(hashFrom(hashPrefix(start), 12, text)).toBe(murmurhash.v3(start + text, 0));
      }),
      { numRuns: 20_000 },
    );
  });
});
