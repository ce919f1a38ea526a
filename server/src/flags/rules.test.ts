import type { JsonValue, ValueType, Variant } from '@signalbox/core/evaluator';
import { describe, expect, test } from 'vitest';
import type { FlagConfig, FlagRecord } from '../store/model.ts';
import {
  checkConfig,
  checkDefinition,
  checkRemovedVariants,
  liveIn,
  newFlag,
  type NewFlag,
} from './rules.ts';

const fields: NewFlag = {
  kind: 'release',
  valueType: 'boolean',
  description: '',
  owner: '',
  tags: [],
  runbookUrl: null,
  expectedRemoval: null,
  clientSide: false,
};

const variantsOf = (...values: JsonValue[]): Variant[] =>
  values.map((value, i) => ({ name: `v${i}`, value }));

const config: FlagConfig = {
  enabled: true,
  offVariant: 'v0',
  rules: [{ id: 'r1', clauses: [], serve: { variant: 'v1' } }],
  fallthrough: {
    split: [
      { variant: 'v2', weight: 50_000 },
      { variant: 'v0', weight: 50_000 },
    ],
  },
  killed: null,
};

function record(environments: Record<string, FlagConfig>): FlagRecord {
  const versioned = Object.entries(environments).map(([key, value]) => [
    key,
    { ...value, version: 1, updatedAt: 0 },
  ]);
  return {
    ...newFlag({ ...fields, valueType: 'string', variants: variantsOf('a', 'b', 'c', 'd') }, 'saltsalt')
      .definition,
    key: 'layout',
    version: 1,
    createdAt: 0,
    environments: Object.fromEntries(versioned),
  };
}

describe('a new flag', () => {
  test('is off and unkilled, with the salt that it was given', () => {
    const { definition, config: born } = newFlag(fields, 'AbCd1234');
    expect(definition).toMatchObject({ salt: 'AbCd1234', archived: false });
    expect(born).toEqual({
      enabled: false,
      offVariant: 'off',
      rules: [],
      fallthrough: { variant: 'on' },
      killed: null,
    });
  });

  test.each<[string, ValueType, Variant[], string, string]>([
    ['false', 'boolean', variantsOf(false, true), 'v0', 'v1'],
    ['null', 'json', variantsOf({ a: 1 }, null), 'v1', 'v0'],
    ['0', 'number', variantsOf(50, 35, 0), 'v2', 'v0'],
    ['an empty text', 'string', variantsOf('', 'a'), 'v0', 'v1'],
    ['nothing of the kind', 'string', variantsOf('list', 'grid'), 'v1', 'v0'],
    ['all there is', 'string', variantsOf('only'), 'v0', 'v0'],
  ])(
    'whose variants have %s serves the safe one while off, another one once on',
    (_what, valueType, variants, off, on) => {
      const { config: born } = newFlag({ ...fields, valueType, variants }, 'saltsalt');
      expect(born).toMatchObject({ offVariant: off, fallthrough: { variant: on } });
    },
  );

  test('keeps the off variant that was asked for', () => {
    const variants = variantsOf(50, 35, 0);
    const { config: born } = newFlag(
      { ...fields, valueType: 'number', variants, offVariant: 'v0' },
      'saltsalt',
    );
    expect(born).toMatchObject({ offVariant: 'v0', fallthrough: { variant: 'v1' } });
  });
});

describe('variants', () => {
  test.each<[ValueType, JsonValue[]]>([
    ['boolean', [true, false]],
    ['string', ['', 'a']],
    ['number', [0, -1.5, 1e21]],
    ['json', [null, 1, 'a', [1], { a: { b: [] } }]],
  ])('of a %s flag hold its type', (valueType, values) => {
    expect(checkDefinition({ valueType, variants: variantsOf(...values) })).toEqual([]);
  });

  test.each<[ValueType, JsonValue, RegExp]>([
    ['boolean', 'true', /not a boolean/],
    ['string', 7, /not a string/],
    ['number', '7', /not a number/],
    ['number', null, /not a number/],
    ['number', Number.POSITIVE_INFINITY, /too large/],
    ['json', [{ deep: Number.NEGATIVE_INFINITY }], /too large/],
    ['json', 'x'.repeat(65_536), /has 65538 bytes; 65536 is the most/],
    ['json', JSON.parse('{"a":{"__proto__":1}}'), /reserved name "__proto__"/],
  ])('of a %s flag do not hold %j', (valueType, value, problem) => {
    const [found] = checkDefinition({ valueType, variants: [{ name: 'a', value }] });
    expect(found?.field).toBe('variants.0.value');
    expect(found?.problem).toMatch(problem);
  });

  test('are there', () => {
    expect(checkDefinition({ valueType: 'string', variants: [] })).toMatchObject([{ field: 'variants' }]);
  });

  test('that are served somewhere do not go, and each place is named', () => {
    const flag = record({ staging: config, production: { ...config, rules: [] } });
    const gone = (name: string) =>
      checkRemovedVariants(
        flag,
        flag.variants.filter((variant) => variant.name !== name),
      ).map(({ problem }) => problem);
    expect(gone('v3')).toEqual([]);
    expect(gone('v1')).toEqual(['"v1" is still in use: rule "r1" in staging']);
    expect(gone('v2')).toEqual(['"v2" is still in use: fallthrough in staging, fallthrough in production']);
    expect(gone('v0')).toEqual([
      '"v0" is still in use: off variant in staging, fallthrough in staging, off variant in production, fallthrough in production',
    ]);
  });
});

test('a configuration names every field that refers to something unknown', () => {
  const found = checkConfig({ ...config, offVariant: 'x' }, { variants: variantsOf('a', 'b'), segments: [] });
  expect(found.map(({ field }) => field)).toEqual(['offVariant', 'fallthrough.split.0.variant']);
});

test('a flag is live where it is on and not killed', () => {
  const killed = { at: 1, by: 'Ada', reason: '', incident: null };
  const flag = record({ a: config, b: { ...config, enabled: false }, c: { ...config, killed } });
  expect(liveIn(flag, ['a', 'b', 'c', 'unknown'])).toEqual(['a']);
});
