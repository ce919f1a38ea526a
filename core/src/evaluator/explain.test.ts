import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucket } from './bucketing.ts';
import { detailsOf, evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import { booleanFlag, rule, segment, stringFlag } from './fixtures.ts';
import type { Condition, EvaluationContext, Flag } from './model.ts';
import { compileRuleset } from './ruleset.ts';

const german: Condition = { attribute: 'country', operator: 'in', values: ['DE', 'AT'] };
const adult: Condition = { attribute: 'age', operator: 'greaterThanOrEqual', values: [18] };

function ask(flags: Flag[], context: EvaluationContext, segments = [segment({ included: ['anna'] })]) {
  return explain(compileRuleset({ flags, segments }), flags[0]?.key ?? '', undefined, context);
}

describe('an explanation', () => {
  it('tells for every rule and clause what it saw and why it did not match', () => {
    const flag = booleanFlag({
      rules: [
        rule([german, adult], { variant: 'on' }, 'adults'),
        { ...rule([{ ...german, negate: true }], { variant: 'on' }, 'abroad'), description: 'Elsewhere' },
        rule([], { variant: 'off' }, 'rest'),
        rule([german], { variant: 'on' }, 'never'),
      ],
    });
    const explanation = ask([flag], { country: 'FR', age: '30' });
    expect(explanation.decidedBy).toEqual({ type: 'rule', ruleId: 'abroad' });
    expect(explanation.details).toMatchObject({ value: true, reason: 'TARGETING_MATCH' });
    const [adults, abroad, rest, never] = explanation.rules;
    expect(adults).toMatchObject({
      reached: true,
      holds: false,
      serve: null,
      conditions: [
        { holds: false, saw: 'FR', why: 'country is "FR"; wanted: is one of "DE" or "AT"' },
        { holds: false, saw: '30', comparable: false, why: expect.stringContaining('is no number') },
      ],
    });
    expect(abroad?.conditions).toMatchObject([{ why: 'country is "FR"; wanted: is none of "DE" or "AT"' }]);
    expect(abroad).toMatchObject({ holds: true, description: 'Elsewhere', serve: { variant: 'on' } });
    expect(rest).toMatchObject({ reached: false, conditions: [] });
    expect(never).toMatchObject({ reached: false });
    expect(explanation.fallthrough).toBeNull();
  });

  it('shows the bucket beside the share, and the bucket that chose the variant', () => {
    const split = [
      { variant: 'list', weight: 50_000 },
      { variant: 'grid', weight: 50_000 },
    ];
    const flag = stringFlag({
      rules: [rule([], { variant: 'spotlight', share: 1_000 }, 'first')],
      fallthrough: { split, share: 90_000, bucketBy: 'organization.key' },
    });
    const context = { targetingKey: 'user-1', organization: { key: 'acme' } };
    const { rules, fallthrough, decidedBy } = ask([flag], context);
    const exposure = bucket(flag.salt, 'exp:', 'user-1');
    expect(rules[0]?.serve?.share).toEqual({ bucket: exposure, limit: 1_000, inside: false });
    expect(decidedBy.type).toBe('fallthrough');
    expect(fallthrough).toMatchObject({
      unitAttribute: 'organization.key',
      unit: 'acme',
      share: { bucket: bucket(flag.salt, 'exp:', 'acme'), inside: true },
      split: { bucket: bucket(flag.salt, 'var:', 'acme') },
    });
  });

  it('walks groups, segments inside segments, and prerequisites', () => {
    const inSegment = (key: string): Condition => ({
      attribute: 'targetingKey',
      operator: 'inSegment',
      values: [key],
    });
    const segments = [
      segment({ key: 'staff', included: ['anna'] }),
      segment({ key: 'insiders', rules: [{ id: 'staff', clauses: [inSegment('staff')] }] }),
    ];
    const flag = booleanFlag({
      key: 'top',
      prerequisites: [{ flag: 'base', variant: 'on' }],
      rules: [
        rule([{ any: [german, { all: [inSegment('insiders'), inSegment('gone')] }] }], { variant: 'on' }),
      ],
      fallthrough: { variant: 'off' },
    });
    const base = booleanFlag({ key: 'base', rules: [rule([adult], { variant: 'on' })] });
    const explanation = ask([flag, base], { targetingKey: 'anna', age: 20 }, segments);
    expect(explanation.prerequisites).toMatchObject([
      { flag: 'base', needs: 'on', got: 'on', met: true, explanation: { decidedBy: { type: 'rule' } } },
    ]);
    expect(explanation.rules[0]?.conditions).toMatchObject([
      {
        group: 'any',
        holds: false,
        conditions: [
          { present: false, holds: false },
          {
            group: 'all',
            holds: false,
            conditions: [
              {
                holds: true,
                segments: [
                  {
                    key: 'insiders',
                    contains: true,
                    by: 'rule',
                    ruleId: 'staff',
                    rules: [
                      { conditions: [{ segments: [{ key: 'staff', by: 'included', contains: true }] }] },
                    ],
                  },
                ],
              },
              { holds: false, segments: [{ key: 'gone', by: 'missing', contains: false }] },
            ],
          },
        ],
      },
    ]);
    expect(explanation.decidedBy.type).toBe('fallthrough');
  });

  it('says what ended it early', () => {
    const off = (parts: Partial<Flag>) => ask([booleanFlag(parts)], {}).decidedBy.type;
    expect(off({ enabled: false })).toBe('disabled');
    expect(off({ killed: true })).toBe('killed');
    expect(off({ prerequisites: [{ flag: 'gone', variant: 'on' }] })).toBe('prerequisite');
    expect(off({ fallthrough: { variant: 'on', share: 1 } })).toBe('error');
    expect(off({ offVariant: 'nope' })).toBe('error');
    expect(ask([], {}).details.errorCode).toBe('FLAG_NOT_FOUND');
  });

  it('shows in which rule a unit is missing', () => {
    const inRule = ask([booleanFlag({ rules: [rule([], { variant: 'on', share: 1 })] })], {});
    expect(inRule.rules[0]?.serve).toMatchObject({
      unitAttribute: 'targetingKey',
      unit: null,
      variant: null,
    });
    expect(inRule.fallthrough).toBeNull();
    const atTheEnd = ask([booleanFlag({ fallthrough: { variant: 'on', share: 1 } })], {});
    expect(atTheEnd.fallthrough).toMatchObject({ unitAttribute: 'targetingKey', unit: null });
  });

  it('survives a context that cannot be read', () => {
    const context = Object.defineProperty({}, 'country', {
      get() {
        throw new Error('no country');
      },
    });
    const flag = booleanFlag({ rules: [rule([german, adult], { variant: 'on' })] });
    expect(ask([flag], context)).toMatchObject({
      decidedBy: { type: 'error' },
      details: { errorCode: 'INVALID_CONTEXT' },
    });
  });

  it('counts no exposure', () => {
    const ruleset = compileRuleset({ flags: [booleanFlag()], segments: [] });
    explain(ruleset, 'new-checkout', 'boolean', {});
    expect(ruleset.flags.get('new-checkout')?.outcomes.map(({ count }) => count)).not.toContain(1);
  });

  it('gives the answer that is given without it', () => {
    const context = fc.record(
      {
        targetingKey: fc.constantFrom('anna', 'eve', ''),
        country: fc.constantFrom('DE', 'FR'),
        age: fc.nat(40),
      },
      { requiredKeys: [] },
    );
    const clause = fc.constantFrom<Condition>(german, adult, {
      attribute: 'targetingKey',
      operator: 'inSegment',
      values: ['beta'],
    });
    const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { depthSize: 'small' },
        clause,
        fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ none: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      ),
    }));
    fc.assert(
      fc.property(
        context,
        fc.array(condition, { maxLength: 3 }),
        fc.nat(100_000),
        (subject, clauses, share) => {
          const flag = booleanFlag({
            rules: [rule(clauses, { variant: 'on', share })],
            fallthrough: { variant: 'off' },
          });
          const ruleset = compileRuleset({ flags: [flag], segments: [segment({ included: ['anna'] })] });
          const plain = detailsOf(flag.key, evaluate(ruleset, flag.key, undefined, subject), null);
          expect(explain(ruleset, flag.key, undefined, subject).details).toEqual(plain);
        },
      ),
    );
  });
});
