import type { Serve } from '@signalbox/core/evaluator';
import { describe, expect, test } from 'vitest';
import { checkServe } from './serve.ts';

const variants = new Set(['on', 'off']);

const half = (variant: string) => ({ variant, weight: 50_000 });

describe('what a rule serves', () => {
  test.each<[string, Serve]>([
    ['one variant', { variant: 'on' }],
    ['one variant to a share', { variant: 'on', share: 20_000 }],
    ['a split that adds up to all', { split: [half('on'), half('off')] }],
    [
      'a split with nothing for one of them',
      {
        split: [
          { variant: 'on', weight: 100_000 },
          { variant: 'off', weight: 0 },
        ],
      },
    ],
  ])('may be %s', (_what, serve) => {
    expect(checkServe(serve, variants, 'fallthrough')).toEqual([]);
  });

  test.each<[string, Serve, string, RegExp]>([
    ['nothing', {}, 'fallthrough', /serves nothing/],
    ['both', { variant: 'on', split: [half('on'), half('off')] }, 'fallthrough', /at once/],
    ['an unknown variant', { variant: 'blue' }, 'fallthrough.variant', /no variant "blue"/],
    [
      'a thousandth too little',
      { split: [half('on'), { variant: 'off', weight: 49_999 }] },
      'fallthrough.split',
      /99999/,
    ],
    [
      'a thousandth too much',
      { split: [half('on'), { variant: 'off', weight: 50_001 }] },
      'fallthrough.split',
      /100001/,
    ],
    ['one variant twice', { split: [half('on'), half('on')] }, 'fallthrough.split.1.variant', /twice/],
  ])('may not be %s', (_what, serve, field, problem) => {
    const [found] = checkServe(serve, variants, 'fallthrough');
    expect(found?.field).toBe(field);
    expect(found?.problem).toMatch(problem);
  });

  test('is corrected by what the remedy says', () => {
    const [found] = checkServe(
      { split: [half('on'), { variant: 'off', weight: 40_000 }] },
      variants,
      'fallthrough',
    );
    expect(found?.remedy).toBe('Add 10000 (1000 is 1 %).');
  });
});
