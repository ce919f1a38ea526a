import { describe, expect, test } from 'vitest';
import { describeIssues } from '../http/issues.ts';
import { metadataSchema } from './metadata-schema.ts';

function said(metadata: unknown): string[] {
  const { error } = metadataSchema.safeParse(metadata);
  return describeIssues(error?.issues ?? [], 'metadata').map(({ field, problem }) => `${field} ${problem}`);
}

describe('metadata', () => {
  test('is strings, numbers and booleans by name, in the order that they came in', () => {
    const metadata = {
      'on-call': true,
      team: 'payments',
      tier: -1.5,
      'who is it for?': 'É 🚂',
      toString: '',
    };
    expect(metadataSchema.parse(metadata)).toEqual(metadata);
    expect(Object.keys(metadataSchema.parse(metadata))).toEqual(Object.keys(metadata));
  });

  test('may be as much as the limits say', () => {
    const entries = Array.from({ length: 20 }, (_, n) => [`${n}`.padEnd(64, 'x'), 'y'.repeat(512)]);
    expect(Object.keys(metadataSchema.parse(Object.fromEntries(entries)))).toHaveLength(20);
  });

  test.each([
    ['[]', 'metadata must be an object, such as {"team": "payments"}'],
    ['null', 'metadata must be an object, such as {"team": "payments"}'],
    ['{"": 1}', 'metadata must have a name'],
    ['{" team": 1}', 'metadata. team must not have blanks around its name'],
    ['{"te\\u0000am": 1}', 'metadata.te\u0000am must not have control characters in its name'],
    ['{"team": null}', 'metadata.team has none of the shapes that are allowed here'],
    ['{"team": ["a"]}', 'metadata.team has none of the shapes that are allowed here'],
    ['{"tier": 1e999}', 'metadata.tier has none of the shapes that are allowed here'],
    ['{"__proto__": 1}', 'metadata.__proto__ has a reserved name: __proto__, constructor or prototype'],
    ['{"constructor": 1}', 'metadata.constructor has a reserved name: __proto__, constructor or prototype'],
    ['{"prototype": 1}', 'metadata.prototype has a reserved name: __proto__, constructor or prototype'],
    [
      '{"ruleId": "x"}',
      'metadata.ruleId has a name that answers use themselves: ruleId, prerequisite, reason',
    ],
    [
      '{"prerequisite": 1}',
      'metadata.prerequisite has a name that answers use themselves: ruleId, prerequisite, reason',
    ],
    [
      '{"reason": "x"}',
      'metadata.reason has a name that answers use themselves: ruleId, prerequisite, reason',
    ],
  ])('%s is refused: %s', (text, sentence) => {
    expect(said(JSON.parse(text))).toEqual([sentence]);
  });

  test('above a limit is refused with the limit, and a name that is too long is not repeated whole', () => {
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`n${n}`, n]));
    expect(said(many)).toEqual(['metadata has 21 entries; 20 is the most']);
    expect(said({ team: 'x'.repeat(513) })).toEqual(['metadata.team has 513 characters; 512 is the most']);
    expect(said({ ['n'.repeat(1_000)]: 1 })).toEqual([
      `metadata.${'n'.repeat(64)} has a name of more than 64 characters`,
    ]);
  });

  test('that names a prototype changes none', () => {
    metadataSchema.safeParse(JSON.parse('{"__proto__": {"polluted": true}}'));
    expect('polluted' in {}).toBe(false);
  });
});
