import type { Condition } from '@signalbox/core/evaluator';
import { expect, test } from 'vitest';
import { diffConditions } from './diff-conditions.ts';

const country: Condition = { attribute: 'country', operator: 'in', values: ['DE'] };
const plan: Condition = { attribute: 'plan', operator: 'equals', values: ['pro'] };
const staff: Condition = { attribute: 'targetingKey', operator: 'inSegment', values: ['staff'] };

function words(before: Condition[], after: Condition[]): string[] {
  return diffConditions(before, after).map(({ kind, text }) => `${kind} ${text}`);
}

test('what came, went and was edited', () => {
  expect(words([country, staff], [{ ...country, values: ['DE', 'AT'] }, plan])).toEqual([
    'changed country is DE → country is DE or AT',
    'removed the unit is in segment staff',
    'added plan is pro',
  ]);
});

test('inside of groups, with the group named', () => {
  expect(words([country, { any: [plan, staff] }], [country, { any: [staff, { none: [country] }] }])).toEqual([
    'removed in any of: plan is pro',
    'added in any of: none of (country is DE)',
  ]);
});

test('a group that counts its parts in another way', () => {
  expect(words([{ any: [plan, staff] }], [{ all: [plan, staff] }])).toEqual([
    'changed any of becomes all of: any of (plan is pro; the unit is in segment staff)',
  ]);
});

test('of long lists only what came and went', () => {
  const many: Condition = { ...country, values: ['DE', 'AT', 'FR', 'IT', 'ES'] };
  expect(words([many], [{ ...many, values: ['DE', 'AT', 'FR', 'IT', 'CH'] }])).toEqual([
    'changed country is one of: add CH, remove ES',
  ]);
});

test('another order of conditions is none, another type of a value is', () => {
  expect(words([country, plan], [plan, country])).toEqual([]);
  expect(words([{ ...plan, values: ['1'] }], [{ ...plan, values: [1] }])).toEqual([
    'changed plan is 1 (types of values)',
  ]);
});
