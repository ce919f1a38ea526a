import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagTypes, type TypedFlag } from './flag-types.ts';
import { literal, shapeOf } from './value-type.ts';

describe('the types of flags', () => {
  it('are the same text whatever the order, with the values of string flags', () => {
    const flags: TypedFlag[] = [
      {
        key: 'layout',
        valueType: 'string',
        variants: [{ value: 'list' }, { value: 'grid' }, { value: 'list' }],
      },
      { key: 'checkout', valueType: 'boolean', variants: [{ value: true }, { value: false }] },
      { key: 'page-size', valueType: 'number', variants: [{ value: 10 }] },
      {
        key: 'banner',
        valueType: 'json',
        variants: [{ value: { color: 'blue', tags: [1, 'a'] } }, { value: null }],
      },
    ];
    const text = flagTypes(flags);
    expect(flagTypes(flags.toReversed())).toBe(text);
    expect(text.split('\n').slice(5, 11)).toEqual([
      '  interface SignalboxFlags {',
      "    'banner': { type: 'json'; value: null | { readonly 'color': string; readonly 'tags': readonly (number | string)[] } };",
      "    'checkout': { type: 'boolean'; value: boolean };",
      "    'layout': { type: 'string'; value: 'grid' | 'list' };",
      "    'page-size': { type: 'number'; value: number };",
      '  }',
    ]);
  });

  it('cannot be broken out of by any text', () => {
    const odd = ["'; evil(); '", '*/ evil()', '`${evil()}`', '\\', "\\'", '\u2028', '\uD800'];
    const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 100, size: 'large' });
    fc.assert(
      fc.property(texts, (some) => {
        const all = [...odd, ...some];
        const written = all.map(literal);
        // All in one line: one that broke out would change the others.
        expect(runInNewContext(`[${written.join()}]`)).toEqual(all);
        expect(written.join()).not.toMatch(/[\n\r\u2028\u2029]/);
      }),
      { numRuns: 10 },
    );
  });

  it('end at a depth that nobody reads', () => {
    let value: unknown = 1;
    for (let i = 0; i < 100; i++) value = [value];
    expect(shapeOf(JSON.parse(JSON.stringify(value)))).toContain('unknown');
  });
});
