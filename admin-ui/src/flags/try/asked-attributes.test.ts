import type { Condition, Rule } from '@signalbox/core/evaluator';
import { expect, test } from 'vitest';
import type { Segment } from '../../segments/model.ts';
import { flagOf } from '../fixtures.ts';
import type { Flag, Targeting } from '../model.ts';
import { askedAttributes } from './asked-attributes.ts';

const nothing: Targeting = { enabled: true, offVariant: 'off', rules: [], fallthrough: { variant: 'on' } };

function rule(...clauses: Condition[]): Rule {
  return { id: 'rule', clauses, serve: { variant: 'on' } };
}

function inSegment(key: string): Condition {
  return { attribute: 'targetingKey', operator: 'inSegment', values: [key] };
}

function segment(key: string, ...clauses: Condition[]): Segment {
  const about = { name: key, description: '', version: 1, updatedAt: 0 };
  return { ...about, key, included: [], excluded: [], rules: [{ id: 'rule', clauses }] };
}

function flag(key: string, targeting: Targeting): Flag {
  const production = { ...targeting, killed: null, version: 1, updatedAt: 0 };
  return flagOf(key, { environments: { production } });
}

test('a flag asks for what its rules, their groups and its splits name, with what they compare it with', () => {
  const targeting: Targeting = {
    ...nothing,
    rules: [
      rule({ attribute: 'country', operator: 'in', values: ['DE', 'AT'] }),
      rule(
        { attribute: 'country', operator: 'equals', values: ['CH'] },
        { none: [{ attribute: 'seats', operator: 'lessThan', values: [5] }] },
        { attribute: 'beta', operator: 'equals', values: [true] },
        { attribute: 'email', operator: 'endsWith', values: ['@acme.com'] },
      ),
    ],
    fallthrough: { variant: 'on', share: 1_000, bucketBy: 'organization.id' },
  };
  expect(askedAttributes(targeting, { environment: 'production', flags: [], segments: [] })).toEqual([
    { path: 'targetingKey', type: 'text', values: [] },
    { path: 'country', type: 'text', values: ['DE', 'AT', 'CH'] },
    { path: 'seats', type: 'number', values: [] },
    { path: 'beta', type: 'boolean', values: ['true'] },
    { path: 'email', type: 'text', values: [] },
    { path: 'organization.id', type: 'text', values: [] },
  ]);
});

test('it asks for what segments in segments and prerequisites of prerequisites name, and circles end', () => {
  const needs = (other: string) => ({ prerequisites: [{ flag: other, variant: 'on' }] });
  const known = {
    environment: 'production',
    flags: [
      flag('first', {
        ...nothing,
        ...needs('second'),
        rules: [rule({ attribute: 'plan', operator: 'exists', values: [] })],
      }),
      flag('second', { ...nothing, ...needs('first'), rules: [rule(inSegment('outer'))] }),
    ],
    segments: [
      segment('outer', inSegment('inner'), { attribute: 'city', operator: 'contains', values: ['x'] }),
      segment('inner', inSegment('outer'), { attribute: 'age', operator: 'greaterThan', values: [18] }),
    ],
  };
  const paths = askedAttributes({ ...nothing, ...needs('first') }, known).map(({ path }) => path);
  expect(paths.toSorted()).toEqual(['age', 'city', 'plan', 'targetingKey']);
});
