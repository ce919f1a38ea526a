import { expect, test } from 'vitest';
import { Timings } from './timings.ts';

test('nothing is known before the first round', () => {
  expect(new Timings().propagation).toEqual({
    lastMs: null,
    p50Ms: null,
    p99Ms: null,
    measuredAt: null,
    failing: null,
    samples: 0,
  });
});

test('the figures are about the last hundred rounds, in whatever order they come', () => {
  const timings = new Timings();
  timings.answered(9_999, 1);
  for (let ms = 100; ms >= 1; ms--) timings.answered(ms, 1_000 + ms);
  expect(timings.propagation).toEqual({
    lastMs: 1,
    p50Ms: 50,
    p99Ms: 99,
    measuredAt: 1_001,
    failing: null,
    samples: 100,
  });
});

test('a round without an answer is no time, says why, and leaves the last one that had one', () => {
  const timings = new Timings();
  timings.answered(20, 7);
  timings.failed('no answer');
  expect(timings.propagation).toMatchObject({
    lastMs: 20,
    p99Ms: 20,
    measuredAt: 7,
    failing: 'no answer',
    samples: 1,
  });
  timings.answered(30, 8);
  expect(timings.propagation).toMatchObject({ lastMs: 30, failing: null, samples: 2 });
});
