import { expect, test } from 'vitest';
import type { Segment } from './model.ts';
import { usedBy } from './used-by.ts';

test('a segment in a group of a rule is used as much as one beside it', () => {
  const asks = { attribute: 'targetingKey', operator: 'inSegment' as const, values: ['staff'] };
  const other: Segment = {
    key: 'everyone-we-know',
    name: 'Everyone we know',
    description: '',
    included: [],
    excluded: [],
    rules: [{ id: 'a', clauses: [{ any: [{ none: [asks] }] }] }],
    version: 1,
    updatedAt: 0,
  };
  expect(usedBy('staff', 'production', [], [other])).toEqual({ flags: [], segments: ['everyone-we-know'] });
  expect(usedBy('others', 'production', [], [other])).toEqual({ flags: [], segments: [] });
});
