import { describe, expect, it } from 'vitest';
import { compileConditions, type SegmentLookup } from './compile.ts';
import { allHold } from './conditions.ts';
import { segment } from './fixtures.ts';
import type { Clause, Condition, EvaluationContext, Operator } from './model.ts';
import { compileRuleset } from './ruleset.ts';
import { segmentLookup } from './segments.ts';

const NO_SEGMENTS = (): undefined => undefined;

function test(
  condition: Condition,
  context: EvaluationContext,
  segments: SegmentLookup = NO_SEGMENTS,
): boolean {
  return allHold(compileConditions([condition], segments), context);
}

function holds(
  operator: Operator,
  values: Clause['values'],
  value: unknown,
  parts: Partial<Clause> = {},
): boolean {
  return test({ attribute: 'it', operator, values, ...parts }, { it: value });
}

const negate = true;

describe('a clause', () => {
  it.each<[Operator, Clause['values'], unknown, boolean]>([
    ['in', ['DE', 'FR'], 'FR', true],
    ['in', ['DE', 'FR'], 'fr', false],
    ['in', [1, 2], 2, true],
    ['in', ['2'], 2, false],
    ['in', [true], true, true],
    ['contains', ['shop'], 'corner-shop', true],
    ['contains', ['Shop'], 'corner-shop', false],
    ['startsWith', ['beta-', 'alpha-'], 'alpha-7', true],
    ['startsWith', ['beta-'], 'a-beta-', false],
    ['endsWith', ['@corner.shop'], 'eve@corner.shop', true],
    ['endsWith', ['@corner.shop'], 'eve@corner.shops', false],
    ['greaterThan', [10], 10.5, true],
    ['greaterThan', [10], 10, false],
    ['greaterThanOrEqual', [10], 10, true],
    ['lessThan', [10], 9, true],
    ['lessThan', [10], 10, false],
    ['lessThanOrEqual', [10], 10, true],
    ['semverEqual', ['1.2.0'], 'v1.2', true],
    ['semverEqual', ['1.2.0'], '1.2.0+build.5', true],
    ['semverGreaterThan', ['2.9.9'], '2.10.0', true],
    ['semverGreaterThan', ['2.3.0'], '2.3.0-rc.1', false],
    ['semverGreaterThanOrEqual', ['2.3.0'], '2.3.0', true],
    ['semverLessThan', ['1.0.0'], '1.0.0-alpha', true],
    ['semverLessThan', ['1.0.0-beta.11'], '1.0.0-beta.2', true],
    ['semverLessThanOrEqual', ['1.0.0'], '1.0.1', false],
    ['equals', ['DE'], 'DE', true],
    ['equals', [2], '2', false],
    ['in', Array.from({ length: 20 }, (_, i) => `v${i}`), 'v19', true],
    ['in', Array.from({ length: 20 }, (_, i) => `v${i}`), 'v20', false],
    ['matches', ['^beta-\\d+$'], 'beta-12', true],
    ['matches', ['^beta-\\d+$'], 'beta-x', false],
    ['matches', ['shop'], 'corner-shop.example', true],
    ['matches', ['^\\p{L}+$'], 'Zürich', true],
    ['before', ['2026-11-23'], '2026-11-22T23:59:59.999Z', true],
    ['before', ['2026-11-23'], '2026-11-23', false],
    ['before', ['2026-11-23T00:00:00+01:00'], '2026-11-22T23:30:00Z', false],
    ['after', ['2026-11-23'], 1_800_000_000_000, true],
    ['after', ['2026-11-23'], '2026-11-23T01:00:00+01:00', false],
    ['after', ['2026-11-23'], new Date('2026-11-24'), true],
    ['inCidr', ['10.0.0.0/8'], '10.255.1.2', true],
    ['inCidr', ['10.0.0.0/8'], '11.0.0.1', false],
    ['inCidr', ['10.0.0.0/8'], '::ffff:10.1.2.3', true],
    ['inCidr', ['192.168.1.7'], '192.168.1.7', true],
    ['inCidr', ['0.0.0.0/0'], '203.0.113.9', true],
    ['inCidr', ['0.0.0.0/0'], '2001:db8::1', false],
    ['inCidr', ['2001:db8::/32'], '2001:db8:ffff::1', true],
    ['inCidr', ['2001:db8::/33'], '2001:db8:8000::1', false],
  ])('%s %j on %j is %s, and negated the opposite', (operator, values, value, expected) => {
    expect(holds(operator, values, value)).toBe(expected);
    expect(holds(operator, values, value, { negate })).toBe(!expected);
  });

  it.each<[Operator, Clause['values'], unknown]>([
    ['in', ['DE'], undefined],
    ['in', ['DE'], null],
    ['in', ['DE'], { country: 'DE' }],
    ['in', [1], Number.NaN],
    ['in', ['DE'], []],
    ['contains', ['1'], 123],
    ['startsWith', ['1'], 123],
    ['endsWith', ['3'], 123],
    ['greaterThan', [1], '5'],
    ['lessThan', [1], null],
    ['lessThan', [1], Number.NaN],
    ['semverEqual', ['1.0.0'], 'one'],
    ['semverLessThan', ['1.0.0'], 0],
    ['in', [1], Number.POSITIVE_INFINITY],
    ['greaterThan', [1], Number.POSITIVE_INFINITY],
    ['equals', ['a'], Symbol('a')],
    ['matches', ['1'], 1],
    ['matches', ['a'], 'a'.repeat(10_001)],
    ['before', ['2026-11-23'], '23.11.2026'],
    ['before', ['2026-11-23'], '2026-02-30'],
    ['before', ['2026-11-23'], '2026-11-23T10:00:00'],
    ['after', ['2026-11-23'], new Date(Number.NaN)],
    ['inCidr', ['10.0.0.0/8'], 'localhost'],
    ['inCidr', ['10.0.0.0/8'], '10.0.0.010'],
    ['inCidr', ['10.0.0.0/8'], '10.0.0.256'],
    ['inCidr', ['::/0'], '1::2::3'],
  ])('%s %j on %j holds neither way: there is nothing to compare', (operator, values, value) => {
    expect(holds(operator, values, value)).toBe(false);
    expect(holds(operator, values, value, { negate })).toBe(false);
  });

  it('ignores upper and lower case when it says so, and only then', () => {
    const ignoreCase = true;
    expect(holds('in', ['De'], 'dE', { ignoreCase })).toBe(true);
    expect(holds('equals', ['ÄRGER'], 'ärger', { ignoreCase })).toBe(true);
    expect(holds('contains', ['SHOP'], 'Corner-Shop', { ignoreCase })).toBe(true);
    expect(holds('startsWith', ['BETA'], 'beta-1', { ignoreCase })).toBe(true);
    expect(holds('endsWith', ['@Corner.SHOP'], 'eve@corner.shop', { ignoreCase })).toBe(true);
    expect(holds('matches', ['^beta$'], 'BETA', { ignoreCase })).toBe(true);
    expect(holds('matches', ['^beta$'], 'BETA')).toBe(false);
    expect(holds('in', [1], 1, { ignoreCase })).toBe(true);
  });

  it.each<[string, unknown, boolean]>([
    ['a text', 'x', true],
    ['an empty text', '', true],
    ['zero', 0, true],
    ['false', false, true],
    ['an empty list', [], true],
    ['an object', {}, true],
    ['null', null, false],
    ['undefined', undefined, false],
    ['NaN', Number.NaN, false],
    ['Infinity', Number.POSITIVE_INFINITY, false],
    ['a function', () => 1, false],
    ['a symbol', Symbol('x'), false],
  ])('exists on %s, and its negation is simply the opposite', (_, value, expected) => {
    expect(holds('exists', [], value)).toBe(expected);
    expect(holds('exists', [], value, { negate })).toBe(!expected);
  });

  it('does not compare a BigInt', () => {
    expect(holds('equals', [1], 1n)).toBe(false);
    expect(holds('equals', [1], 1n, { negate })).toBe(false);
  });

  it('does not find what every object has', () => {
    const exists = (attribute: string) => test({ attribute, operator: 'exists', values: [] }, {});
    expect(exists('toString')).toBe(false);
    expect(exists('constructor')).toBe(false);
  });

  it('holds for an array when it holds for one of its elements, and negated when for none', () => {
    expect(holds('in', ['admin'], ['staff', 'admin'])).toBe(true);
    expect(holds('in', ['admin'], ['staff'])).toBe(false);
    expect(holds('in', ['admin'], ['staff'], { negate })).toBe(true);
    expect(holds('in', ['admin'], ['staff', 'admin'], { negate })).toBe(false);
  });

  it('reads nested attributes and elements of arrays by their path', () => {
    const clause = (attribute: string): Clause => ({ attribute, operator: 'in', values: ['gold'] });
    const context = { organization: { plan: 'gold' }, plans: ['silver', 'gold'] };
    const isGold = (attribute: string) => test(clause(attribute), context);
    expect(isGold('organization.plan')).toBe(true);
    expect(isGold('plans.1')).toBe(true);
    expect(isGold('plans.0')).toBe(false);
    expect(isGold('organization.plan.name')).toBe(false);
    expect(isGold('nobody.plan')).toBe(false);
    expect(isGold('__proto__.plan')).toBe(false);
    expect(isGold('constructor.name')).toBe(false);
  });

  it('negated, puts whoever is in no segment outside it, one without a targeting key too', () => {
    const clause: Clause = {
      attribute: 'targetingKey',
      operator: 'inSegment',
      values: ['beta'],
      negate: true,
    };
    const { segments: all } = compileRuleset({ flags: [], segments: [segment({ included: ['anna'] })] });
    const segments = segmentLookup(all);
    expect(test(clause, { targetingKey: 'anna' }, segments)).toBe(false);
    expect(test(clause, { targetingKey: 'carl' }, segments)).toBe(true);
    expect(test(clause, {}, segments)).toBe(true);
  });
});

describe('a group', () => {
  const is = (attribute: string): Clause => ({ attribute, operator: 'equals', values: [true] });
  const context = { yes: true, no: false };

  it.each<[Condition, boolean]>([
    [{ all: [is('yes'), is('yes')] }, true],
    [{ all: [is('yes'), is('no')] }, false],
    [{ any: [is('no'), is('yes')] }, true],
    [{ any: [is('no'), is('nowhere')] }, false],
    [{ none: [is('no'), is('nowhere')] }, true],
    [{ none: [is('no'), is('yes')] }, false],
    [{ none: [{ any: [is('no'), { all: [is('yes'), is('no')] }] }] }, true],
    [{ any: [{ none: [is('yes')] }, { all: [{ any: [is('yes')] }] }] }, true],
  ])('%j is %s', (group, expected) => {
    expect(test(group, context)).toBe(expected);
  });

  it.each([{}, { all: [] }, { all: [is('yes')], none: [is('no')] }])('%j cannot be understood', (group) => {
    expect(() => compileConditions([group], NO_SEGMENTS)).toThrow('group');
  });
});
