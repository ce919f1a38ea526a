import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Largest } from './largest.ts';
import { percentile } from './percentile.ts';

const numbers = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 60 });

test('a percentile is what sorting would find', () => {
  fc.assert(
    fc.property(numbers, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
      const sorted = values.toSorted((a, b) => a - b);
      const expected = sorted[Math.ceil(sorted.length * share) - 1] ?? null;
      expect(percentile(Float64Array.from(values), share)).toBe(expected);
    }),
  );
});

test('the largest are what sorting would find, of equals the first come', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 20 }), (values, most) => {
      const items = values.map((size, index) => ({ size, index }));
      const largest = new Largest<(typeof items)[number]>(most);
      for (const item of items) largest.add(item.size, item);
      expect(largest.items).toEqual(items.toSorted((a, b) => b.size - a.size).slice(0, most));
    }),
  );
});
