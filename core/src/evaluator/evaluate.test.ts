import { describe, expect, it } from 'vitest';
import { detailsOf, evaluate } from './evaluate.ts';
import { booleanFlag, rule, segment, stringFlag } from './fixtures.ts';
import type { EvaluationContext, Flag, Segment, ValueType } from './model.ts';
import { compileRuleset, EMPTY_RULESET } from './ruleset.ts';

function ask(
  flag: Flag,
  context: EvaluationContext = { targetingKey: 'user-1' },
  { segments = [], type = flag.valueType }: { segments?: Segment[]; type?: ValueType } = {},
) {
  const ruleset = compileRuleset({ flags: [flag], segments });
  const outcome = evaluate(ruleset, flag.key, type, context);
  return detailsOf(flag.key, outcome, type === 'boolean' ? false : 'default');
}

const user2 = { targetingKey: 'user-2' };
const german = [{ attribute: 'country', operator: 'in' as const, values: ['DE'] }];

describe('the reason of an answer', () => {
  it('is DISABLED with the off variant while the flag is off', () => {
    const details = ask(booleanFlag({ enabled: false }));
    expect(details).toMatchObject({ value: false, variant: 'off', reason: 'DISABLED' });
  });

  it('is DISABLED with the off variant while the flag is killed, whatever its rules say', () => {
    const flag = booleanFlag({ killed: true, rules: [rule(german, { variant: 'on' })] });
    expect(ask(flag, { targetingKey: 'user-1', country: 'DE' })).toMatchObject({
      value: false,
      variant: 'off',
      reason: 'DISABLED',
    });
  });

  it('is STATIC when there are no rules', () => {
    expect(ask(booleanFlag())).toMatchObject({ value: true, variant: 'on', reason: 'STATIC' });
  });

  it('is TARGETING_MATCH when a rule serves one variant, and names the rule', () => {
    const flag = booleanFlag({ rules: [rule(german, { variant: 'on' }, 'germany')] });
    const details = ask(flag, { country: 'DE' });
    expect(details).toMatchObject({
      value: true,
      reason: 'TARGETING_MATCH',
      flagMetadata: { ruleId: 'germany' },
    });
  });

  it('comes with what the owners of the flag attached to it', () => {
    const flag = booleanFlag({
      metadata: { team: 'payments', tier: 1, ruleId: 'mine' },
      rules: [rule(german, { variant: 'on' }, 'germany')],
    });
    const metadata = (context: EvaluationContext) => ask(flag, context).flagMetadata;
    expect(metadata({})).toEqual({ team: 'payments', tier: 1, ruleId: 'mine' });
    expect(metadata({ country: 'DE' })).toEqual({ team: 'payments', tier: 1, ruleId: 'germany' });
  });

  it('is DEFAULT when there are rules but none matches', () => {
    const flag = booleanFlag({ rules: [rule(german, { variant: 'on' })], fallthrough: { variant: 'off' } });
    expect(ask(flag, { country: 'FR' })).toMatchObject({ value: false, reason: 'DEFAULT' });
  });

  it('is SPLIT by percentage, inside the share and outside it', () => {
    // user-2 is in bucket 9 960, user-1 in 80 997.
    const flag = booleanFlag({ fallthrough: { variant: 'on', share: 20_000 } });
    expect(ask(flag, { targetingKey: 'user-2' })).toMatchObject({ value: true, reason: 'SPLIT' });
    expect(ask(flag, { targetingKey: 'user-1' })).toMatchObject({
      value: false,
      variant: 'off',
      reason: 'SPLIT',
    });
  });

  it('changes exactly where the bucket of the unit lies, for a share and for a split', () => {
    // user-2 is in bucket 9 960 for exposure and 86 849 for the variant.
    const shared = (share: number) =>
      ask(booleanFlag({ fallthrough: { variant: 'on', share } }), user2).value;
    expect([shared(9_960), shared(9_961)]).toEqual([false, true]);
    const divided = (weight: number) =>
      ask(
        stringFlag({
          fallthrough: {
            split: [
              { variant: 'list', weight },
              { variant: 'grid', weight: 100_000 - weight },
            ],
          },
        }),
        user2,
      ).value;
    expect([divided(86_849), divided(86_850)]).toEqual(['grid', 'list']);
  });

  it('is STATIC again at 100 %, where nobody needs to be hashed', () => {
    expect(ask(booleanFlag({ fallthrough: { variant: 'on', share: 100_000 } }), {})).toMatchObject({
      value: true,
      reason: 'STATIC',
    });
  });

  it('goes on to the next rule for those outside the share of a rule', () => {
    const flag = booleanFlag({
      rules: [rule(german, { variant: 'on', share: 20_000 }), rule([], { variant: 'off' }, 'rest')],
    });
    expect(ask(flag, { targetingKey: 'user-1', country: 'DE' })).toMatchObject({
      value: false,
      flagMetadata: { ruleId: 'rest' },
    });
  });
});

describe('an error', () => {
  it('is FLAG_NOT_FOUND with the default for an unknown key', () => {
    const outcome = evaluate(EMPTY_RULESET, 'nobody', 'boolean', {});
    expect(detailsOf('nobody', outcome, true)).toMatchObject({
      value: true,
      reason: 'ERROR',
      errorCode: 'FLAG_NOT_FOUND',
    });
  });

  it('is TYPE_MISMATCH with the default for a flag of another type', () => {
    const details = ask(stringFlag(), {}, { type: 'boolean' });
    expect(details).toMatchObject({ value: false, reason: 'ERROR', errorCode: 'TYPE_MISMATCH' });
  });

  it('is TARGETING_KEY_MISSING with the default when the attribute to split by is missing', () => {
    const split = [
      { variant: 'list', weight: 50_000 },
      { variant: 'grid', weight: 50_000 },
    ];
    expect(ask(stringFlag({ fallthrough: { split } }), {})).toMatchObject({
      value: 'default',
      reason: 'ERROR',
      errorCode: 'TARGETING_KEY_MISSING',
    });
    const byDevice = stringFlag({ fallthrough: { split, bucketBy: 'device.id' } });
    expect(ask(byDevice, { targetingKey: 'user-1' }).errorCode).toBe('TARGETING_KEY_MISSING');
    expect(ask(byDevice, { device: { id: 7 } }).reason).toBe('SPLIT');
  });

  it.each([
    ['an unknown variant', { fallthrough: { variant: 'nope' } }],
    [
      'an unknown operator',
      { rules: [rule([{ attribute: 'a', operator: 'later' as 'in', values: ['x'] }], {})] },
    ],
    ['weights that do not sum to 100 %', { fallthrough: { split: [{ variant: 'on', weight: 1 }] } }],
    [
      'a value of the wrong type',
      {
        variants: [
          { name: 'on', value: 'yes' },
          { name: 'off', value: false },
        ],
      },
    ],
    ['an unknown hashing', { fallthrough: { variant: 'on', share: 1, hashing: 'md5' as 'signalbox-1' } }],
    ['a bad salt', { salt: 'short', fallthrough: { variant: 'on', share: 1 } }],
    ['no rules list', { rules: null as unknown as [] }],
  ])('is PARSE_ERROR for a flag with %s, and its neighbours answer as ever', (_, parts: Partial<Flag>) => {
    const bad = booleanFlag(parts);
    const ruleset = compileRuleset({ flags: [bad, booleanFlag({ key: 'neighbour' })], segments: [] });
    const outcome = evaluate(ruleset, bad.key, 'boolean', {});
    expect(outcome.errorCode).toBe('PARSE_ERROR');
    expect(evaluate(ruleset, 'neighbour', 'boolean', {}).value).toBe(true);
  });

  it('is INVALID_CONTEXT when reading the context throws', () => {
    const flag = booleanFlag({ rules: [rule(german, { variant: 'on' })] });
    const context = Object.defineProperty({}, 'country', {
      get() {
        throw new Error('no country');
      },
    });
    expect(ask(flag, context)).toMatchObject({ value: false, errorCode: 'INVALID_CONTEXT' });
  });

  it('is the same whatever was asked before, also when a clause that is never needed cannot be read', () => {
    const adult = { attribute: 'age', operator: 'greaterThan' as const, values: [18] };
    const flag = booleanFlag({
      rules: [rule([adult, ...german], { variant: 'on' })],
      fallthrough: { variant: 'off' },
    });
    const ruleset = compileRuleset({ flags: [flag], segments: [] });
    const thrower = (age: number) => ({
      age,
      get country(): string {
        throw new Error('no country');
      },
    });
    const answer = (context: EvaluationContext) => {
      const { value, errorCode } = evaluate(ruleset, flag.key, 'boolean', context);
      return errorCode ?? value;
    };
    const asked = [
      thrower(7),
      { age: 30, country: 'FR' },
      thrower(7),
      thrower(30),
      { age: 30, country: 'DE' },
    ];
    const expected = [false, false, false, 'INVALID_CONTEXT', true];
    expect([...asked, ...asked].map(answer)).toEqual([...expected, ...expected]);
  });
});

describe('segments', () => {
  const flag = booleanFlag({
    rules: [
      rule([{ attribute: 'targetingKey', operator: 'inSegment', values: ['beta'] }], { variant: 'on' }),
    ],
    fallthrough: { variant: 'off' },
  });
  const beta = segment({
    included: ['anna', 'both'],
    excluded: ['both', 'eve'],
    rules: [
      { id: 'staff', clauses: [{ attribute: 'email', operator: 'endsWith', values: ['@corner.shop'] }] },
    ],
  });
  const inBeta = (context: EvaluationContext, list = [beta]) => ask(flag, context, { segments: list }).value;

  it('hold their included keys and whoever matches a rule, but never an excluded key', () => {
    expect(inBeta({ targetingKey: 'anna' })).toBe(true);
    expect(inBeta({ targetingKey: 'both' })).toBe(false);
    expect(inBeta({ targetingKey: 'carl' })).toBe(false);
    expect(inBeta({ targetingKey: 'carl', email: 'carl@corner.shop' })).toBe(true);
    expect(inBeta({ targetingKey: 'eve', email: 'eve@corner.shop' })).toBe(false);
    expect(inBeta({ email: 'nobody@corner.shop' })).toBe(true);
  });

  it('that are not there hold nobody', () => {
    expect(inBeta({ targetingKey: 'anna' }, [])).toBe(false);
  });
});
