import type { Condition } from '@signalbox/core/evaluator';
import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { flagConfig, flagDefinition, segmentContent } from './content.ts';

const definition = {
  kind: 'release',
  valueType: 'json',
  variants: [{ name: 'a', value: { title: 'A' } }],
  description: '',
  owner: '',
  tags: [],
  runbookUrl: null,
  expectedRemoval: null,
  clientSide: false,
  salt: 'saltsalt',
  archived: false,
};

const configWith = (...clauses: unknown[]) => ({
  enabled: true,
  offVariant: 'a',
  rules: [{ id: 'r', clauses, serve: { variant: 'a' } }],
  fallthrough: { variant: 'a' },
  killed: null,
});

const clause: Condition = { attribute: 'country', operator: 'in', values: ['DE'], negate: true };

describe('rows of the first release are read as they are', () => {
  test('a flag without JSON Schema has none', () => {
    expect(flagDefinition.parse(definition)).toEqual(definition);
  });

  test('rules of plain clauses', () => {
    expect(flagConfig.parse(configWith(clause))).toEqual(configWith(clause));
    const content = {
      name: 'S',
      description: '',
      included: [],
      excluded: [],
      rules: [{ id: 'r', clauses: [clause] }],
    };
    expect(segmentContent.parse(content)).toEqual(content);
  });
});

describe('rows of today go there and back', () => {
  const nested: Condition = {
    any: [
      { ...clause, operator: 'startsWith', ignoreCase: true },
      { none: [{ all: [{ attribute: 'a', operator: 'exists', values: [] }] }] },
    ],
  };

  test('groups in groups', () => {
    const config = configWith(clause, nested);
    expect(z.encode(flagConfig, flagConfig.parse(config))).toEqual(config);
  });

  test('a JSON Schema', () => {
    const row = { ...definition, jsonSchema: { type: 'object', properties: { title: {} } } };
    expect(z.encode(flagDefinition, flagDefinition.parse(row))).toEqual(row);
  });
});

test.each([
  ['a group with more to it', { ...clause, all: [] }],
  ['an operator of a later release', { ...clause, operator: 'sounds' }],
  ['a clause that lost its values', { attribute: 'a', operator: 'in' }],
])('%s stops the read instead of losing what it holds', (_what, condition) => {
  expect(() => flagConfig.parse(configWith({ any: [condition] }))).toThrow(/rules/);
});
