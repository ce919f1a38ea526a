import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSemver, compareTextToSemver, parseSemver } from './semver.ts';

const number = fc.oneof(fc.nat({ max: 12 }), fc.nat());
const identifier = fc.oneof(fc.nat().map(String), fc.constantFrom('alpha', 'beta', 'rc', 'x-1', '0a'));
const version = fc
  .record({
    v: fc.constantFrom('', 'v'),
    numbers: fc.array(number, { minLength: 1, maxLength: 3 }),
    preRelease: fc.array(identifier, { maxLength: 3 }),
    build: fc.constantFrom('', '+build.5'),
  })
  .map(
    ({ v, numbers, preRelease, build }) =>
      v + numbers.join('.') + (preRelease.length > 0 ? `-${preRelease.join('.')}` : '') + build,
  );
/** Nearly versions, and texts that are none. */
const anyText = fc.oneof(
  version,
  fc.string({ unit: fc.constantFrom(...'0123456789..v-+a '.split('')), maxLength: 24 }),
  fc.constantFrom('', '.', '1.', '1..2', '1.2.3.4', '9'.repeat(15), '9'.repeat(16), '01.002', '1.2.3 '),
);

function parsed(text: string) {
  const semver = parseSemver(text);
  if (!semver) throw new Error(`${text} is no version`);
  return semver;
}

describe('semantic versions', () => {
  it("are ordered as in semver.org's own example", () => {
    const ascending =
      '1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0';
    const versions = ascending.split(' ').map(parsed);
    expect(versions.toReversed().toSorted(compareSemver)).toEqual(versions);
  });

  it('are compared as text exactly as they are when taken apart', () => {
    fc.assert(
      fc.property(anyText, version, (text, other) => {
        const left = parseSemver(text);
        const right = parsed(other);
        const expected = left ? Math.sign(compareSemver(left, right)) : Number.NaN;
        expect(Math.sign(compareTextToSemver(text, right))).toBe(expected);
      }),
      { numRuns: 20_000 },
    );
  });

  it('are refused when too long to be one, at no cost', () => {
    expect(parseSemver('1.'.repeat(100_000))).toBeUndefined();
    expect(compareTextToSemver('1-'.repeat(100_000), parsed('1.0.0'))).toBeNaN();
  });
});
