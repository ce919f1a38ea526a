import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import murmurhash from 'murmurhash';
import { describe, expect, it } from 'vitest';
import { bucket, unitOf, WHOLE } from './bucketing.ts';
import { hashListedKey } from './listed-keys.ts';

interface Vector {
  salt: string;
  unit: string;
  exposure: number;
  variant: number;
}

const file = resolve(import.meta.dirname, '../../../test/conformance/bucketing-signalbox-1.json');
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[];

describe('bucketing by signalbox-1', () => {
  it.each(vectors)('puts $unit with salt $salt where it always was', ({ salt, unit, exposure, variant }) => {
    expect(bucket(salt, 'exp:', unit)).toBe(exposure);
    expect(bucket(salt, 'var:', unit)).toBe(variant);
  });

  it('is the documented formula over the reference hash, on every unit', () => {
    const salt = fc.string({ unit: fc.constantFrom(...'abcXYZ0189'.split('')), minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(salt, fc.string({ unit: 'grapheme' }), (text, unit) => {
        const hash = BigInt(murmurhash.v3(`${text}exp:${unit}`, 0));
        expect(bucket(text, 'exp:', unit)).toBe(Number((hash * 100_000n) >> 32n));
      }),
      { numRuns: 5_000 },
    );
  });

  it('spreads units evenly', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    const units = 100_000;
    for (let i = 0; i < units; i++) {
      const tenth = Math.floor(bucket('a1b2c3d4', 'exp:', `user-${i}`) / (WHOLE / 10));
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    const expected = units / 10;
    const chiSquared = tenths.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(chiSquared).toBeLessThan(27.88); // p > 0.001 with 9 degrees of freedom
  });

  it('decides exposure and variant independently', () => {
    let both = 0;
    for (let i = 0; i < 100_000; i++) {
      const exposed = bucket('a1b2c3d4', 'exp:', `user-${i}`) < 50_000;
      const first = bucket('a1b2c3d4', 'var:', `user-${i}`) < 50_000;
      if (exposed && first) both++;
    }
    expect(Math.abs(both / 100_000 - 0.25)).toBeLessThan(0.01);
  });

  it.each([
    ['text', 'text'],
    [42, '42'],
    [-0, '0'],
    [1e21, '1e+21'],
    [true, 'true'],
    [false, 'false'],
    ['', undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [null, undefined],
    [undefined, undefined],
    [{}, undefined],
    [['a'], undefined],
    [10n, undefined],
  ])('reads %s as the unit %s', (value, unit) => {
    expect(unitOf(value)).toBe(unit);
  });
});

describe('hashed listed keys', () => {
  it('are 8 characters that say nothing readable of the key', () => {
    expect(hashListedKey('salt', 'jane.doe@example.com')).toMatch(/^[\w-]{8}$/);
  });

  it('differ between keys and between salts', () => {
    const tokens = new Set<string>();
    for (let i = 0; i < 20_000; i++) tokens.add(hashListedKey('salt', `user-${i}`));
    tokens.add(hashListedKey('other', 'user-1'));
    expect(tokens.size).toBe(20_001);
  });
});
