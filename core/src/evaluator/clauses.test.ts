import { describe, expect, it } from 'vitest';
import { compileClause } from './clauses.ts';
import type { Clause, Operator } from './model.ts';

const NO_SEGMENTS = (): undefined => undefined;

function holds(operator: Operator, values: Clause['values'], value: unknown, negate = false): boolean {
  return compileClause({ attribute: 'it', operator, values, negate }, NO_SEGMENTS)({ it: value });
}

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
  ])('%s %j on %j is %s, and negated the opposite', (operator, values, value, expected) => {
    expect(holds(operator, values, value)).toBe(expected);
    expect(holds(operator, values, value, true)).toBe(!expected);
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
  ])('%s %j on %j holds neither way: there is nothing to compare', (operator, values, value) => {
    expect(holds(operator, values, value)).toBe(false);
    expect(holds(operator, values, value, true)).toBe(false);
  });

  it('holds for an array when it holds for one of its elements, and negated when for none', () => {
    expect(holds('in', ['admin'], ['staff', 'admin'])).toBe(true);
    expect(holds('in', ['admin'], ['staff'])).toBe(false);
    expect(holds('in', ['admin'], ['staff'], true)).toBe(true);
    expect(holds('in', ['admin'], ['staff', 'admin'], true)).toBe(false);
  });

  it('reads nested attributes and elements of arrays by their path', () => {
    const clause = (attribute: string): Clause => ({ attribute, operator: 'in', values: ['gold'] });
    const context = { organization: { plan: 'gold' }, plans: ['silver', 'gold'] };
    const test = (attribute: string) => compileClause(clause(attribute), NO_SEGMENTS)(context);
    expect(test('organization.plan')).toBe(true);
    expect(test('plans.1')).toBe(true);
    expect(test('plans.0')).toBe(false);
    expect(test('organization.plan.name')).toBe(false);
    expect(test('nobody.plan')).toBe(false);
    expect(test('__proto__.plan')).toBe(false);
    expect(test('constructor.name')).toBe(false);
  });

  it('negated, puts whoever is in no segment outside it, one without a targeting key too', () => {
    const clause: Clause = {
      attribute: 'targetingKey',
      operator: 'inSegment',
      values: ['beta'],
      negate: true,
    };
    const segments = () => (context: { targetingKey?: string | undefined }) =>
      context.targetingKey === 'anna';
    const test = compileClause(clause, segments);
    expect(test({ targetingKey: 'anna' })).toBe(false);
    expect(test({ targetingKey: 'carl' })).toBe(true);
    expect(test({})).toBe(true);
  });
});
