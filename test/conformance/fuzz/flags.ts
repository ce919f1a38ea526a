import type { Clause, Condition, Flag, Operator, Ruleset } from '@signalbox/core/evaluator';
import { booleanFlag, rule, segment } from '../../../core/src/evaluator/fixtures.ts';

/** Flags that read a context in every way there is. */

const OPERANDS: Record<Operator, Clause['values']> = {
  in: ['DE', 42, true],
  equals: ['DE'],
  contains: ['e'],
  startsWith: ['b'],
  endsWith: ['a'],
  matches: ['^[a-z]+$'],
  greaterThan: [1],
  greaterThanOrEqual: [1],
  lessThan: [1],
  lessThanOrEqual: [1],
  semverEqual: ['1.2.3'],
  semverGreaterThan: ['1.0.0'],
  semverGreaterThanOrEqual: ['1.0.0'],
  semverLessThan: ['2.0.0'],
  semverLessThanOrEqual: ['2.0.0'],
  before: ['2027-01-01'],
  after: ['2020-01-01'],
  exists: [],
  inCidr: ['10.0.0.0/8', '::/64'],
  inSegment: ['members'],
};

const READ = ['a', 'a.b', 'list.0', 'a.b.a.b', '0'];
const BUCKETED_BY = ['targetingKey', 'a', 'a.b', 'list', 'list.0'];
const HALVES = [
  { variant: 'on', weight: 50_000 },
  { variant: 'off', weight: 50_000 },
];

const clauses = (Object.keys(OPERANDS) as Operator[]).flatMap((operator) =>
  READ.map((attribute): Clause => ({ attribute, operator, values: OPERANDS[operator] })),
);

const group: Condition = {
  none: [
    { attribute: 'a', operator: 'exists', values: [] },
    { all: [{ attribute: 'b', operator: 'in', values: [1], negate: true }] },
  ],
};

export const READING: Ruleset = {
  flags: [
    ...[...clauses, group].map((clause, at) =>
      booleanFlag({ key: `clause-${at}`, rules: [rule([clause], { variant: 'off' })] }),
    ),
    ...BUCKETED_BY.flatMap((bucketBy) => [
      booleanFlag({ key: `share-${bucketBy}`, fallthrough: { variant: 'on', share: 50_000, bucketBy } }),
      booleanFlag({ key: `split-${bucketBy}`, fallthrough: { split: HALVES, bucketBy } }),
    ]),
    booleanFlag({ key: 'static' }),
    booleanFlag({ key: 'needs', prerequisites: [{ flag: 'clause-1', variant: 'off' }] }),
  ],
  segments: [
    segment({
      key: 'members',
      included: ['user-1'],
      excluded: ['user-2'],
      rules: [{ id: 'rule', clauses: [{ attribute: 'a', operator: 'exists', values: [] }] }],
    }),
  ],
};

/** `healthy` is on by its rule for user-1 and nobody else, whatever stands beside it. */
export const HEALTHY: { flags: Flag[]; segments: Ruleset['segments'] } = {
  flags: [
    booleanFlag({
      key: 'healthy',
      prerequisites: [{ flag: 'healthy-too', variant: 'on' }],
      rules: [
        rule([{ attribute: 'targetingKey', operator: 'inSegment', values: ['healthy'] }], { variant: 'on' }),
      ],
      fallthrough: { variant: 'off' },
    }),
    booleanFlag({ key: 'healthy-too' }),
  ],
  segments: [segment({ key: 'healthy', included: ['user-1'] })],
};
