import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { booleanFlag, rule, stringFlag } from './fixtures.ts';
import type { Flag } from './model.ts';
import { changeRuleset, compileRuleset } from './ruleset.ts';

const units = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 40 });
const salts = fc.string({ unit: fc.constantFrom(...'abcXYZ0189'.split('')), minLength: 8, maxLength: 8 });
const shares = fc.integer({ min: 0, max: 100_000 });

function variantOf(flag: Flag, targetingKey: string): string | undefined {
  const ruleset = compileRuleset({ flags: [flag], segments: [] });
  return evaluate(ruleset, flag.key, undefined, { targetingKey }).variant;
}

const split = [
  { variant: 'grid', weight: 33_333 },
  { variant: 'spotlight', weight: 66_667 },
];

describe('a percentage rollout', () => {
  it('keeps every exposed unit exposed, with its variant, as the percentage grows', () => {
    fc.assert(
      fc.property(units, salts, shares, shares, (keys, salt, one, other) => {
        const [small, large] = one < other ? [one, other] : [other, one];
        for (const key of keys) {
          const before = variantOf(stringFlag({ salt, fallthrough: { split, share: small } }), key);
          const after = variantOf(stringFlag({ salt, fallthrough: { split, share: large } }), key);
          expect(before === 'list' || before === after).toBe(true);
        }
      }),
    );
  });

  it('keeps who is exposed when rules before it grow', () => {
    fc.assert(
      fc.property(units, salts, shares, shares, shares, (keys, salt, one, other, rest) => {
        const [small, large] = one < other ? [one, other] : [other, one];
        const flag = (share: number) =>
          booleanFlag({
            salt,
            rules: [rule([], { variant: 'on', share })],
            fallthrough: { variant: 'on', share: rest },
          });
        for (const key of keys) {
          expect(variantOf(flag(small), key) === 'off' || variantOf(flag(large), key) === 'on').toBe(true);
        }
      }),
    );
  });

  it('gives a unit the same variant before and after a change to other parts of the flag', () => {
    fc.assert(
      fc.property(units, salts, (keys, salt) => {
        const flag = stringFlag({ salt, fallthrough: { split } });
        const edited = { ...flag, version: 9, offVariant: 'grid', variants: flag.variants.toReversed() };
        const killedAndBack = changeRuleset(
          compileRuleset({ flags: [{ ...flag, killed: true }], segments: [] }),
          {
            flags: [edited],
            segments: [],
            removed: { flags: [], segments: [] },
          },
        );
        for (const targetingKey of keys) {
          const now = evaluate(killedAndBack, flag.key, 'string', {
            targetingKey,
          }).variant;
          expect(now).toBe(variantOf(flag, targetingKey));
        }
      }),
    );
  });

  it('serves nobody at 0 % and everybody at 100 %, with or without a targeting key', () => {
    fc.assert(
      fc.property(units, salts, (keys, salt) => {
        for (const key of [...keys, '']) {
          expect(variantOf(booleanFlag({ salt, fallthrough: { variant: 'on', share: 0 } }), key)).toBe('off');
          expect(variantOf(booleanFlag({ salt, fallthrough: { variant: 'on', share: 100_000 } }), key)).toBe(
            'on',
          );
        }
      }),
    );
  });

  it('comes within a tenth of a percent of what was asked', () => {
    const flag = booleanFlag({ fallthrough: { variant: 'on', share: 20_000 } });
    const ruleset = compileRuleset({ flags: [flag], segments: [] });
    let on = 0;
    for (let i = 0; i < 1_000_000; i++) {
      if (evaluate(ruleset, flag.key, 'boolean', { targetingKey: `user-${i}` }).value === true) on++;
    }
    expect(Math.abs(on / 1_000_000 - 0.2)).toBeLessThan(0.001);
  });
});
