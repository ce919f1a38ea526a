import { describe, expect, test } from 'vitest';
import { createAdmission } from './admission.ts';

/** xorshift32, so that a failure can be seen again. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** A herd that comes within half a second; those who are sent away come back when they are told, and a little later. */
function admitHerd(size: number, perSecond: number, burst: number, obedient = true): number[] {
  const random = randomNumbers(11);
  let time = 0;
  const admission = createAdmission({ perSecond, burst }, () => time, random);
  const coming = Array.from({ length: size }, () => random() * 500);
  const admittedAt: number[] = [];
  for (time = 0; admittedAt.length < size && time < 600_000; time += 5) {
    const due = coming.filter((at) => at >= time && at < time + 5);
    for (const _ of due) {
      const wait = admission.ask();
      if (wait === undefined) admittedAt.push(time);
      else coming.push(obedient ? time + 5 + (wait + random()) * 1_000 : time + 5 + random() * 30_000);
    }
  }
  return admittedAt;
}

function mostInASecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length));
}

describe('when everybody comes back at once', () => {
  test('no second takes in more than rate and burst, and those who do as told are back about as soon as can be', () => {
    const times = admitHerd(4_000, 400, 100);
    expect(times).toHaveLength(4_000);
    expect(mostInASecond(times)).toBeLessThanOrEqual(500);
    // Ten seconds are what the rate needs.
    expect(times.at(-1)).toBeLessThan(20_000);
  });

  test('those who cannot read when to come back get in as well', () => {
    expect(admitHerd(4_000, 400, 100, false)).toHaveLength(4_000);
  });

  test('nobody is told to wait longer than a minute, however many there are, and they spread over it', () => {
    const admission = createAdmission({ perSecond: 1, burst: 1 }, () => 0, randomNumbers(3));
    expect(admission.ask()).toBeUndefined();
    const waits = Array.from({ length: 1_000 }, () => admission.ask() ?? 0);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...waits)).toBeLessThanOrEqual(62);
    expect(new Set(waits.slice(100)).size).toBeGreaterThan(50);
  });
});

test('after a quiet while as many as the burst come in at once, and not more', () => {
  let time = 0;
  const admission = createAdmission({ perSecond: 10, burst: 3 }, () => time, Math.random);
  for (time = 0; time <= 60_000; time += 60_000) {
    expect([admission.ask(), admission.ask(), admission.ask()]).toEqual([undefined, undefined, undefined]);
    expect(admission.ask()).toBeGreaterThanOrEqual(1);
  }
});

test('a clock that is set back takes nothing away', () => {
  let time = 1_000_000;
  const admission = createAdmission({ perSecond: 10, burst: 2 }, () => time, Math.random);
  time = 0;
  expect(admission.ask()).toBeUndefined();
  expect(admission.ask()).toBeUndefined();
  time = 1_000;
  expect(admission.ask()).toBeUndefined();
});
