import { expect, test } from 'vitest';
import { connected, draw } from './layout.ts';
import type { Dependency } from './use-prerequisites.ts';

/** Each flag with those that it needs. */
function graph(needs: Record<string, string[]>): Dependency[] {
  return Object.entries(needs).map(([flag, requires]) => ({
    flag,
    requires: requires.map((other) => ({ flag: other, variant: 'on' })),
    requiredBy: Object.keys(needs).filter((other) => needs[other]?.includes(flag)),
  }));
}

test('flags that have nothing to do with each other are drawn apart, the largest group first', () => {
  const groups = connected(graph({ a: ['b'], b: [], x: ['y'], y: ['z'], z: [] }));
  expect(groups.map((group) => group.map(({ flag }) => flag))).toEqual([
    ['x', 'y', 'z'],
    ['a', 'b'],
  ]);
});

test('what is needed stands left of what needs it, however long the way', () => {
  const { flags, needs } = draw(graph({ a: [], b: ['a'], c: ['a', 'b'], d: ['a'] }));
  const x = Object.fromEntries(flags.map((one) => [one.flag, one.x]));
  for (const need of needs) expect(x[need.needs]).toBeLessThan(x[need.flag] ?? 0);
  expect(needs).toHaveLength(4);
});

test('no line goes through a flag, and each ends at a height of its own', () => {
  const { flags, needs } = draw(graph({ a: [], b: ['a'], c: ['b'], d: ['a', 'b', 'c'] }));
  const between = flags.filter(({ flag }) => flag === 'b' || flag === 'c');
  const long = needs.find((need) => need.needs === 'a' && need.flag === 'd');
  const heights = [...(long?.path ?? '').matchAll(/L [\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  expect(heights).toHaveLength(2);
  for (const { y, height } of between) {
    for (const passed of heights) expect(passed < y || passed > y + height).toBe(true);
  }
  const ends = needs.filter((need) => need.flag === 'd').map(({ label }) => label.y);
  expect(new Set(ends).size).toBe(3);
});

test('no flag lies on another, and all lie inside', () => {
  const wide = Object.fromEntries(
    Array.from({ length: 30 }, (_, i): [string, string[]] => [
      `f${i}`,
      i === 0 ? [] : [`f${Math.floor((i - 1) / 3)}`],
    ]),
  );
  const { flags, width, height } = draw(graph(wide));
  expect(new Set(flags.map(({ x, y }) => `${x},${y}`)).size).toBe(30);
  for (const { x, y } of flags) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThan(width);
    expect(y).toBeLessThan(height);
  }
});

test('a circle, which cannot be saved, is still drawn', () => {
  expect(draw(graph({ a: ['b'], b: ['a'] })).flags).toHaveLength(2);
});
