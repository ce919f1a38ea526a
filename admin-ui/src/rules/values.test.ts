import { expect, test } from 'vitest';
import { dateOf, datePartsOf } from './dates.ts';
import { asTyped, comparison, keptValues, readValue, valueProblem } from './values.ts';

test('numbers are numbers where they are compared as such', () => {
  expect(['5', '-0.5', '1.50', 'ten'].map((typed) => readValue('greaterThan', typed))).toEqual([
    5,
    -0.5,
    1.5,
    'ten',
  ]);
  expect(readValue('semverLessThan', '1.4')).toBe('1.4');
  expect(readValue('contains', 'true')).toBe('true');
});

test.each(['in', 'equals'] as const)(
  '%s compares by type: true and false are typed, digits only once somebody said so',
  (operator) => {
    expect(readValue(operator, 'true')).toBe(true);
    expect(readValue(operator, '42')).toBe('42');
    expect(readValue(operator, '42', [41])).toBe(42);
    expect(readValue(operator, 'true', ['41'])).toBe('true');
  },
);

test('it is said how values are compared only where it matters', () => {
  expect(comparison(['DE', 'AT'])).toBeNull();
  expect(comparison(['41', 'x'])).toBe('text');
  expect(comparison([41])).toBe('typed');
  expect(['05', '1e5', '', '7.0'].map(asTyped)).toEqual(['05', '1e5', '', 7]);
});

test('values that an operator cannot use', () => {
  expect(valueProblem('greaterThan', 'ten')).toContain('not a number');
  expect(valueProblem('semverLessThan', 'latest')).toContain('not a version');
  expect(valueProblem('semverLessThan', '2.1.0-beta.1')).toBeNull();
  expect(valueProblem('before', '23.11.2026')).toContain('not a date');
  expect(valueProblem('before', '2026-11-23T18:00:00+01:00')).toBeNull();
  expect(valueProblem('inCidr', '10.0.0')).toContain('not a network');
  expect(valueProblem('inCidr', '2001:db8::/32')).toBeNull();
  expect(valueProblem('matches', 'a{2')).toContain('not a regular expression');
  expect(valueProblem('matches', '^[a-z]+$')).toBeNull();
  expect(valueProblem('in', 'anything')).toBeNull();
});

test('values go along to another operator as far as they mean something there', () => {
  expect(keptValues('in', 'contains', [true, 'x'])).toEqual(['true', 'x']);
  expect(keptValues('in', 'greaterThan', ['18', 'x'])).toEqual([18]);
  expect(keptValues('in', 'before', ['DE', '2026-11-23'])).toEqual(['2026-11-23']);
  expect(keptValues('in', 'exists', ['DE'])).toEqual([]);
  expect(keptValues('inSegment', 'in', ['staff'])).toEqual([]);
});

test('a moment is shown and written in UTC', () => {
  expect(datePartsOf('2026-11-23')).toEqual({ date: '2026-11-23', time: '' });
  expect(datePartsOf('2026-11-23T18:00:00+01:00')).toEqual({ date: '2026-11-23', time: '17:00' });
  expect(datePartsOf('2026-11-23T18:00:05Z')).toEqual({ date: '2026-11-23', time: '18:00:05' });
  expect(datePartsOf(undefined)).toEqual({ date: '', time: '' });
  expect(dateOf({ date: '2026-11-23', time: '' })).toBe('2026-11-23');
  expect(dateOf({ date: '2026-11-23', time: '17:30' })).toBe('2026-11-23T17:30:00Z');
  expect(dateOf({ date: '2026-11-23', time: '17:30:05' })).toBe('2026-11-23T17:30:05Z');
  expect(dateOf({ date: '', time: '17:30' })).toBeUndefined();
});
