import type {
  Condition,
  Flag,
  JsonValue,
  Ruleset,
  Segment,
  Serve,
  ValueType,
} from '@signalbox/core/evaluator';
import fc from 'fast-check';
import { CASED, KINDS, targetingKeys, UNIT_PATHS } from './pools.ts';
import { maybe, sometimes } from './chance.ts';

/** Random rulesets: all operators, nested groups and segments, prerequisites, shares, splits; a few unreadable flags. */

const VARIANTS = ['v0', 'v1', 'v2'];
const VALUES: Record<ValueType, JsonValue[]> = {
  boolean: [true, false, true],
  string: ['list', '', 'größer 🚂'],
  number: [0, -1.5, 1e21],
  json: [{ color: 'blue', sizes: [1, 2] }, { deep: { er: null } }, {}],
};

const MAX_FLAGS = 5;
const MAX_SEGMENTS = 4;

/** Mostly what is sensible; for one in twelve, another kind's operator or attribute. */
const clauses: fc.Arbitrary<Condition> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    other: fc.constantFrom(...KINDS),
    astray: maybe(8),
    at: fc.nat(99),
    by: fc.nat(99),
    picks: fc.array(fc.nat(99), { minLength: 1, maxLength: 3 }),
    negate: maybe(25),
    ignoreCase: maybe(25),
  })
  .map(({ kind, other, astray, at, by, picks, negate, ignoreCase }): Condition => {
    const operator = pick(kind.operators, by);
    return {
      attribute: pick((astray ? other : kind).attributes, at),
      operator,
      values: operator === 'exists' ? [] : picks.map((n) => pick(kind.operands, n)),
      ...(negate && { negate }),
      ...(ignoreCase && CASED.includes(operator) && { ignoreCase }),
    };
  });

/** @param from segments up to this one are not referred to, but for a circle now and then */
function conditions(from: number): fc.Arbitrary<Condition> {
  const inSegment = fc
    .record({ keys: fc.array(segmentKeys(from), { minLength: 1, maxLength: 2 }), negate: maybe(25) })
    .map(({ keys, negate }): Condition => ({
      attribute: 'targetingKey',
      operator: 'inSegment',
      values: keys,
      ...(negate && { negate }),
    }));
  return fc.letrec<{ condition: Condition; group: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'condition' },
      { weight: 7, arbitrary: clauses },
      { weight: 2, arbitrary: inSegment },
      { weight: 2, arbitrary: tie('group') },
    ),
    group: fc
      .tuple(
        fc.constantFrom('all', 'any', 'none'),
        fc.array(tie('condition'), { minLength: 1, maxLength: 3, depthIdentifier: 'condition' }),
      )
      .map(([name, parts]): Condition => ({ [name]: parts })),
  })).condition;
}

function segmentKeys(from: number): fc.Arbitrary<string> {
  return fc
    .oneof(
      { weight: 40, arbitrary: fc.integer({ min: Math.min(from + 1, MAX_SEGMENTS), max: MAX_SEGMENTS }) },
      // Itself, one before it (a circle, if that one refers to it), or none at all.
      { weight: 1, arbitrary: fc.constantFrom(Math.max(from, 0), 0, 99) },
    )
    .map((n) => `s${n}`);
}

const shares = fc.oneof(fc.constantFrom(0, 1, 50_000, 99_999, 100_000), fc.integer({ min: 0, max: 100_000 }));

const splits = fc
  .tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }), maybe(2))
  .map(([one, other, wrong]) => {
    const [low, high] = one < other ? [one, other] : [other, one];
    const weights = [low, high - low, 100_000 - high - (wrong ? 1 : 0)];
    return VARIANTS.map((variant, at) => ({ variant, weight: Math.max(weights[at] ?? 0, 0) }));
  });

const serves: fc.Arbitrary<Serve> = fc
  .record({
    variant: fc.oneof(
      { weight: 60, arbitrary: fc.constantFrom(...VARIANTS) },
      { weight: 1, arbitrary: fc.constant('gone') },
    ),
    split: sometimes(30, splits),
    share: sometimes(40, shares),
    bucketBy: sometimes(50, fc.constantFrom(...UNIT_PATHS)),
  })
  .map(({ variant, split, share, bucketBy }) => ({
    ...(split ? { split } : { variant }),
    ...(share !== undefined && { share }),
    ...(bucketBy !== undefined && { bucketBy }),
  }));

/** What owners attach; an entry of ours has the same name as one of theirs now and then. */
const attached = fc.dictionary(
  fc.constantFrom('team', 'tier', 'ruleId', 'prerequisite'),
  fc.oneof(fc.string({ maxLength: 8 }), fc.integer(), fc.boolean()),
  { maxKeys: 3, noNullPrototype: true },
);

function flag(at: number): fc.Arbitrary<Flag> {
  const required = fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: at + 1, max: MAX_FLAGS }) },
    { weight: 1, arbitrary: fc.nat(at) },
  );
  return fc
    .record({
      valueType: fc.constantFrom<ValueType[]>('boolean', 'string', 'number', 'json'),
      enabled: maybe(92),
      killed: maybe(5),
      offVariant: fc.constantFrom(...VARIANTS),
      prerequisites: fc.array(fc.record({ flag: required, variant: fc.constantFrom(...VARIANTS) }), {
        maxLength: 2,
      }),
      needs: maybe(35),
      rules: fc.array(fc.record({ clauses: fc.array(conditions(-1), { maxLength: 2 }), serve: serves }), {
        maxLength: 3,
      }),
      fallthrough: serves,
      salt: fc.constantFrom('a1b2c3d4', 'ZZZZZZZZ', ' ~!"#$%&'),
      metadata: sometimes(20, attached),
    })
    .map(({ valueType, killed, prerequisites, needs, rules, metadata, ...rest }) => ({
      ...rest,
      key: `f${at}`,
      version: 1,
      valueType,
      variants: VARIANTS.map((name, n) => ({ name, value: VALUES[valueType][n] ?? null })),
      ...(killed && { killed }),
      ...(metadata && { metadata }),
      ...(needs &&
        prerequisites.length > 0 && {
          prerequisites: prerequisites.map(({ flag: n, variant }) => ({ flag: `f${n}`, variant })),
        }),
      rules: rules.map((rule, n) => ({ ...rule, id: `r${n}` })),
    }));
}

function segment(at: number): fc.Arbitrary<Segment> {
  return fc
    .record({
      included: fc.array(targetingKeys, { maxLength: 4 }),
      excluded: fc.array(targetingKeys, { maxLength: 2 }),
      rules: fc.array(fc.array(conditions(at), { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
    })
    .map(({ included, excluded, rules }) => ({
      key: `s${at}`,
      version: 1,
      included,
      excluded,
      rules: rules.map((inner, n) => ({ id: `r${n}`, clauses: inner })),
    }));
}

export const rulesets: fc.Arbitrary<Ruleset> = fc.record({
  flags: upTo(MAX_FLAGS, 1, flag),
  segments: upTo(MAX_SEGMENTS, 0, segment),
});

/** The first few of so many, each made for its place. */
function upTo<T>(most: number, least: number, make: (at: number) => fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  const all = fc.tuple(...Array.from({ length: most }, (_, at) => make(at)));
  return fc.tuple(all, fc.integer({ min: least, max: most })).map(([made, count]) => made.slice(0, count));
}

function pick<T>(from: readonly T[], at: number): T {
  const found = from[at % from.length];
  if (found === undefined) throw new Error('Nothing to pick from');
  return found;
}
