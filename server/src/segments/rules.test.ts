import { describe, expect, test } from 'vitest';
import type { FlagConfig, FlagRecord, SegmentContent, SegmentRecord } from '../store/model.ts';
import { checkSegment, usersOf } from './rules.ts';

const empty: SegmentContent = { name: '', description: '', included: [], excluded: [], rules: [] };

function containing(...keys: string[]): SegmentContent {
  return {
    ...empty,
    rules: [{ id: 'r', clauses: [{ attribute: 'targetingKey', operator: 'inSegment', values: keys }] }],
  };
}

const record = (key: string, content: SegmentContent): SegmentRecord => ({
  ...content,
  key,
  version: 1,
  updatedAt: 0,
});

describe('a segment', () => {
  test('may list a key as included and as excluded: excluded wins', () => {
    expect(checkSegment('a', { ...empty, included: ['x'], excluded: ['x'] }, [])).toEqual([]);
  });

  test('may contain others, more than once over different ways', () => {
    const others = [record('b', containing('d')), record('c', containing('d')), record('d', empty)];
    expect(checkSegment('a', containing('b', 'c'), others)).toEqual([]);
  });

  test.each([
    ['itself', containing('a'), [], 'a → a'],
    ['itself through another', containing('b'), [record('b', containing('a'))], 'a → b → a'],
    [
      'itself through two others',
      containing('b'),
      [record('b', containing('c')), record('c', containing('a'))],
      'a → b → c → a',
    ],
  ])('may not contain %s', (_what, content, others, way) => {
    expect(checkSegment('a', content, others)[0]?.problem).toContain(way);
  });

  test('is checked in no time when others form a circle of their own', () => {
    const others = [record('b', containing('c')), record('c', containing('b'))];
    expect(checkSegment('a', containing('b'), others)).toEqual([]);
  });

  test('with thousands of doubles names the first fifty', () => {
    const included = Array.from({ length: 10_000 }, () => 'same');
    expect(checkSegment('a', { ...empty, included }, [])).toHaveLength(50);
  });
});

test('what uses a segment is found in flags of that environment and in other segments', () => {
  const config: FlagConfig = {
    enabled: false,
    offVariant: 'off',
    rules: [{ id: 'r', clauses: containing('a').rules[0]?.clauses ?? [], serve: { variant: 'on' } }],
    fallthrough: { variant: 'on' },
    killed: null,
  };
  const flag: FlagRecord = {
    key: 'checkout',
    version: 1,
    createdAt: 0,
    kind: 'release',
    valueType: 'boolean',
    variants: [],
    description: '',
    owner: '',
    tags: [],
    runbookUrl: null,
    expectedRemoval: null,
    clientSide: false,
    salt: 'saltsalt',
    archived: true,
    environments: { staging: { ...config, version: 1, updatedAt: 0 } },
  };
  const segments = [record('a', containing('a')), record('b', containing('a')), record('c', empty)];
  expect(usersOf('a', 'staging', [flag], segments)).toEqual(['flag "checkout"', 'segment "b"']);
  expect(usersOf('a', 'production', [flag], [])).toEqual([]);
});
