import fc from 'fast-check';

/** True in so many of a hundred; `fc.nat` would lean towards its ends. Shrinks to false. */
export function maybe(percent: number): fc.Arbitrary<boolean> {
  return fc.oneof(
    { weight: 100 - percent, arbitrary: fc.constant(false) },
    { weight: percent, arbitrary: fc.constant(true) },
  );
}

/** Such a thing in so many of a hundred, otherwise undefined. */
export function sometimes<T>(percent: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: 100 - percent, arbitrary: fc.constant(undefined) },
    { weight: percent, arbitrary },
  );
}
