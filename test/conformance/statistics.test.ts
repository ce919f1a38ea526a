import { bucket, compileRuleset, evaluate, WHOLE, type Flag } from '@signalbox/core/evaluator';
import { beforeAll, describe, expect, test } from 'vitest';
import { booleanFlag, stringFlag } from '../../core/src/evaluator/fixtures.ts';
import { chiSquare, chiSquareProbability, correlation, randomNumbers } from './statistics.ts';

/** How rollouts behave for a million users. Everything is fixed, so the figures are the same in every run. */

const IDS = 1_000_000;
const SALTS = ['a1b2c3d4', 'ZZZZZZZZ', '0Kd8vQx2'];
const PURPOSES = ['exp:', 'var:'] as const;

const sequential = (at: number): string => `user-${at}`;

function random(): (at: number) => string {
  const next = randomNumbers(7);
  // Small enough to be written fast.
  const part = (): string => Math.floor(next() * 2 ** 30).toString(36);
  return () => `${part()}-${part()}-${part()}`;
}

const KINDS: [string, () => (at: number) => string][] = [
  ['counted', () => String],
  ['counted with a prefix', () => sequential],
  ['random', random],
];

/** Asks one flag for many users. */
function variants(flag: Flag, count: number, idOf: (at: number) => string): (string | undefined)[] {
  const ruleset = compileRuleset({ flags: [flag], segments: [] });
  return Array.from(
    { length: count },
    (_, at) => evaluate(ruleset, flag.key, flag.valueType, { targetingKey: idOf(at) }).variant,
  );
}

test.each(KINDS)(
  'a million ids that are %s are spread evenly, for exposure and for variants',
  (_name, ids) => {
    const idOf = ids();
    const hashings = PURPOSES.flatMap((purpose) =>
      SALTS.map((salt) => ({ purpose, salt, counts: Array.from({ length: 1_000 }, () => 0) })),
    );
    for (let at = 0; at < IDS; at++) {
      const id = idOf(at);
      for (const { purpose, salt, counts } of hashings) {
        const range = Math.floor(bucket(salt, purpose, id) / 100);
        counts[range] = (counts[range] ?? 0) + 1;
      }
    }
    for (const { counts } of hashings) {
      expect(chiSquareProbability(chiSquare(counts), counts.length - 1)).toBeGreaterThan(0.001);
    }
  },
);

test('a million ids are spread evenly over all 100,000 buckets', () => {
  const counts = Array.from({ length: WHOLE }, () => 0);
  for (let at = 0; at < IDS; at++) {
    const one = bucket('a1b2c3d4', 'exp:', sequential(at));
    counts[one] = (counts[one] ?? 0) + 1;
  }
  expect(chiSquareProbability(chiSquare(counts), counts.length - 1)).toBeGreaterThan(0.001);
});

test('a three-way split gives a million users the shares that were asked for', () => {
  const split = [
    { variant: 'list', weight: 20_000 },
    { variant: 'grid', weight: 30_000 },
    { variant: 'spotlight', weight: 50_000 },
  ];
  const served = variants(stringFlag({ fallthrough: { split } }), IDS, sequential);
  for (const { variant, weight } of split) {
    const part = served.filter((name) => name === variant).length / IDS;
    expect(Math.abs(part - weight / WHOLE)).toBeLessThan(0.001);
  }
});

describe('a rollout from 0 to 100 % in steps of 0.1 %', () => {
  const users = 1_000;
  const split = [
    { variant: 'grid', weight: 50_000 },
    { variant: 'spotlight', weight: 50_000 },
  ];
  let steps: (string | undefined)[][] = [];

  beforeAll(() => {
    steps = Array.from({ length: 1_001 }, (_, step) =>
      variants(stringFlag({ fallthrough: { split, share: step * 100 } }), users, sequential),
    );
  });

  test('takes the flag away from nobody and gives nobody another variant', () => {
    const moved = steps.flatMap((served, step) =>
      served.filter((variant, user) => {
        const before = steps[step - 1]?.[user] ?? 'list';
        return before !== 'list' && variant !== before;
      }),
    );
    expect(moved).toEqual([]);
  });

  test('begins with nobody, ends with everybody, and is near what was asked for in between', () => {
    const exposed = steps.map((served) => served.filter((variant) => variant !== 'list').length);
    expect(exposed.at(0)).toBe(0);
    expect(exposed.at(-1)).toBe(users);
    // Four standard deviations of a fair draw, at the widest.
    for (const [step, count] of exposed.entries()) expect(Math.abs(count - step)).toBeLessThan(64);
  });
});

describe('correlates below 0.005 over a million users:', () => {
  /** 1 for every user who has another variant than the off variant. */
  function on(flag: Flag): Float64Array {
    const ruleset = compileRuleset({ flags: [flag], segments: [] });
    const series = new Float64Array(IDS);
    for (let at = 0; at < IDS; at++) {
      const { variant } = evaluate(ruleset, flag.key, 'boolean', { targetingKey: sequential(at) });
      series[at] = variant === flag.offVariant ? 0 : 1;
    }
    return series;
  }

  test('being exposed to two flags', () => {
    const half = { variant: 'on', share: 50_000 };
    const one = on(booleanFlag({ salt: 'a1b2c3d4', fallthrough: half }));
    const other = on(booleanFlag({ salt: 'a1b2c3d5', fallthrough: half }));
    expect(Math.abs(correlation(one, other))).toBeLessThan(0.005);
  });

  test('being exposed to two flags at 5 %', () => {
    const few = { variant: 'on', share: 5_000 };
    const one = on(booleanFlag({ salt: 'a1b2c3d4', fallthrough: few }));
    const other = on(booleanFlag({ salt: 'ZZZZZZZZ', fallthrough: few }));
    expect(Math.abs(correlation(one, other))).toBeLessThan(0.005);
  });

  test('the variants of two flags', () => {
    const split = [
      { variant: 'off', weight: 50_000 },
      { variant: 'on', weight: 50_000 },
    ];
    const one = on(booleanFlag({ salt: 'a1b2c3d4', fallthrough: { split } }));
    const other = on(booleanFlag({ salt: 'ZZZZZZZZ', fallthrough: { split } }));
    expect(Math.abs(correlation(one, other))).toBeLessThan(0.005);
  });

  test('being in the share of a flag and having the first variant of its split', () => {
    const split = [
      { variant: 'off', weight: 50_000 },
      { variant: 'on', weight: 50_000 },
    ];
    const exposed = on(booleanFlag({ fallthrough: { variant: 'on', share: 50_000 } }));
    const first = on(booleanFlag({ fallthrough: { split } }));
    expect(Math.abs(correlation(exposed, first))).toBeLessThan(0.005);
  });

  test('the buckets for share and for split', () => {
    const exposure = new Float64Array(IDS);
    const variant = new Float64Array(IDS);
    for (let at = 0; at < IDS; at++) {
      exposure[at] = bucket('a1b2c3d4', 'exp:', sequential(at));
      variant[at] = bucket('a1b2c3d4', 'var:', sequential(at));
    }
    expect(Math.abs(correlation(exposure, variant))).toBeLessThan(0.005);
  });
});

test('the figures themselves are right', () => {
  // Tables of the χ² distribution: 5 % and 0.1 %.
  expect(chiSquareProbability(124.342, 100)).toBeCloseTo(0.05, 3);
  expect(chiSquareProbability(149.449, 100)).toBeCloseTo(0.001, 4);
  expect(chiSquareProbability(1_073.643, 999)).toBeCloseTo(0.05, 3);
  expect(chiSquare([10, 10, 10])).toBe(0);
  expect(chiSquare([8, 10, 12])).toBeCloseTo(0.8);
  expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1);
  expect(correlation([1, 2, 3], [6, 4, 2])).toBeCloseTo(-1);
  expect(correlation([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(0);
});
