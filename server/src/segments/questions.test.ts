import type { Condition } from '@signalbox/core/evaluator';
import { expect, test } from 'vitest';
import type { FlagRecord } from '../store/model.ts';
import { checkReach, checkReachAround } from './questions.ts';

const asking = (...keys: string[]): { clauses: Condition[] }[] =>
  keys.map((key) => ({ clauses: [{ all: [{ attribute: 'a', operator: 'inSegment', values: [key] }] }] }));

const segment = (key: string, ...keys: string[]) => ({
  key,
  rules: asking(...keys).map((rule, index) => ({ ...rule, id: `r${index}` })),
});

/** Segments s0, s1, … each of which asks for the next one so many times. */
function chain(length: number, times = 1) {
  return Array.from({ length }, (_, index) =>
    segment(`s${index}`, ...(index + 1 < length ? Array.from({ length: times }, () => `s${index + 1}`) : [])),
  );
}

function flag(key: string, ...keys: string[]): FlagRecord {
  const rules = asking(...keys).map((rule, index) => ({
    ...rule,
    id: `r${index}`,
    serve: { variant: 'on' },
  }));
  const config = { enabled: true, offVariant: 'off', rules, fallthrough: { variant: 'on' }, killed: null };
  return {
    key,
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
    archived: false,
    environments: { production: { ...config, version: 1, updatedAt: 0 } },
  };
}

test('ten segments in a row can be asked, not eleven', () => {
  expect(checkReach(asking('s0'), chain(10))).toEqual([]);
  expect(checkReach(asking('s0'), chain(11))).toMatchObject([
    {
      field: 'rules',
      problem: 'the flag would go through 11 segments that each ask for the next; 10 is the most',
    },
  ]);
});

test('what grows with each level is counted as often as it is asked', () => {
  // 1 + 2 + 4 + … + 256 for each time that s0 is asked.
  expect(checkReach(asking('s0'), chain(9, 2))).toEqual([]);
  expect(checkReach(asking('s0', 's0'), chain(9, 2))).toMatchObject([
    {
      problem:
        'the flag would ask 1022 segments for one answer, those in segments included; 1000 is the most',
    },
  ]);
});

test('a segment is not to grow under those who ask for it', () => {
  const wide = Array.from({ length: 400 }, (_, index) => segment(`leaf${index}`));
  const leaves = wide.map(({ key }) => key);
  const around = (count: number) =>
    checkReachAround(
      segment('base', ...leaves.slice(0, count)),
      [...wide, segment('top', 'base', 'base')],
      [flag('checkout', 'base', 'base', 'base')],
      'production',
    );
  expect(around(300)).toEqual([]);
  expect(around(350)).toMatchObject([
    {
      field: 'rules',
      problem:
        'flag "checkout" would ask 1053 segments for one answer, those in segments included; 1000 is the most',
    },
  ]);
});

test('a circle, refused for itself, does not keep it from ending', () => {
  expect(checkReach(asking('a'), [segment('a', 'b'), segment('b', 'a')])).toEqual([]);
});
