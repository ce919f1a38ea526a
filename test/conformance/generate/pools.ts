import type { Clause, JsonValue, Operator } from '@signalbox/core/evaluator';
import fc from 'fast-check';

/**
 * What rulesets and contexts are made of. Both draw from the same small pools, so that they often meet; what the
 * documents leave open (and a server refuses to save) is not in them.
 */

type Operand = Clause['values'][number];

interface Kind {
  attributes: string[];
  operators: Operator[];
  /** What clauses compare with. */
  operands: Operand[];
  /** What contexts hold besides. */
  others: JsonValue[];
}

const TEXT: Kind = {
  attributes: ['country', 'plan', 'roles', 'roles.0', 'organization.plan', 'very.deep.inside'],
  operators: ['in', 'equals', 'contains', 'startsWith', 'endsWith'],
  operands: [
    'DE',
    'de',
    'beta',
    'Beta',
    'beta tester',
    'tester',
    'Österreich',
    'ÖSTERREICH',
    '日本',
    '🚂',
    '42',
  ],
  others: ['', 'FR', 'de ', 'é', 'e\u0301', 'xDEx'],
};

const PATTERN: Kind = {
  ...TEXT,
  operators: ['matches'],
  operands: [
    '^beta',
    'tester$',
    '^[A-Z]{2}$',
    'b.ta',
    String.raw`\p{Lu}`,
    'DE|FR',
    String.raw`^\d+$`,
    '^.$',
    '^$',
  ],
};

const NUMBER: Kind = {
  attributes: ['age', 'organization.size', 'scores', 'scores.1'],
  operators: ['in', 'equals', 'greaterThan', 'greaterThanOrEqual', 'lessThan', 'lessThanOrEqual'],
  operands: [0, 1, 2, 18, 42, -1, 1.5, 1e21, 0.1],
  others: ['18', 41.999, -1e-7],
};

const VERSION: Kind = {
  attributes: ['app.version', 'version'],
  operators: [
    'semverEqual',
    'semverGreaterThan',
    'semverGreaterThanOrEqual',
    'semverLessThan',
    'semverLessThanOrEqual',
  ],
  operands: ['1.0.0', '1.2', 'v1.2.0', '1.2.0-rc.1', '1.2.0-rc.11', '1.2.0-rc', '1.10.0', '2.0.0+build.5'],
  others: ['0.9.9', 'one', '1.2.3.4', '01.2.3', '1.2.0-', '', 2],
};

const DATE: Kind = {
  attributes: ['signedUp', 'license.until'],
  operators: ['before', 'after'],
  operands: [
    '2026-11-23',
    '2026-11-23T00:00:00Z',
    '2026-11-23T01:00:00+01:00',
    '2026-11-23T18:00:00.500Z',
    '2024-02-29',
    1_795_392_000_000,
    0,
  ],
  others: [
    '2026-02-30',
    '2026-11-23T18:00:00',
    'yesterday',
    '',
    -1,
    { $: 'date', of: '2026-11-23T12:00:00Z' },
  ],
};

const ADDRESS: Kind = {
  attributes: ['ip', 'device.ip'],
  operators: ['inCidr'],
  operands: ['10.0.0.0/8', '10.1.2.3', '192.168.0.0/16', '2001:db8::/32', '::1', '::ffff:10.0.0.0/104'],
  others: [
    '10.255.0.1',
    '::ffff:10.1.2.3',
    '2001:DB8::42',
    '2001:db9::1',
    '11.0.0.1',
    '10.1.2',
    '256.1.1.1',
    '',
  ],
};

const BOOLEAN: Kind = {
  attributes: ['beta', 'organization.trial'],
  operators: ['in', 'equals'],
  operands: [true, false],
  others: ['true', 1],
};

const PRESENCE: Kind = { ...TEXT, operators: ['exists'], operands: [] };

export const KINDS: readonly Kind[] = [TEXT, PATTERN, NUMBER, VERSION, DATE, ADDRESS, BOOLEAN, PRESENCE];

/** Operators for which `ignoreCase` means something. */
export const CASED: readonly Operator[] = ['in', 'equals', 'contains', 'startsWith', 'endsWith', 'matches'];

/** What rollouts are bucketed by. */
export const UNIT_PATHS: readonly string[] = [
  'targetingKey',
  'organization.key',
  'device.id',
  'country',
  'age',
  'beta',
  'signedUp',
];

export const targetingKeys: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('user-1', 'user-2', 'customer-42', 'Zoë', '日本語', '🚂', '\ud800', 'a', '42'),
  fc.nat(9_999).map((n) => `user-${n}`),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);

/** Values that no operator is made for. */
export const oddValues: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue[]>(null, {}, { DE: true }, [], [null], [['DE']], '', 0, false),
  fc.constantFrom('undefined', 'NaN', 'Infinity', '-0', 'function', 'symbol').map((name) => ({ $: name })),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
