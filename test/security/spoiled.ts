/** Ways to spoil a field: a sentence, the changed fields and the field that the answer names. */
export type Spoiled = [what: string, change: Record<string, unknown>, field: string];

export const rule = (fields: object = {}) => ({
  id: 'r1',
  clauses: [{ attribute: 'country', operator: 'in', values: ['DE'] }],
  serve: { variant: 'on' },
  ...fields,
});

const clause = (fields: object) => ({
  rules: [rule({ clauses: [{ attribute: 'a', operator: 'in', values: ['x'], ...fields }] })],
});

export const split = (...weights: [string, number][]) => ({
  split: weights.map(([variant, weight]) => ({ variant, weight })),
});

export const badKeys: Spoiled[] = [
  ['a key with capitals', { key: 'Shop' }, 'key'],
  ['a key with a space', { key: 'a b' }, 'key'],
  ['a key that climbs folders', { key: '../etc' }, 'key'],
  ['an empty key', { key: '' }, 'key'],
  ['a reserved key', { key: 'constructor' }, 'key'],
  ['a key that means every object', { key: '__proto__' }, 'key'],
];

export const badClauses: Spoiled[] = [
  ['an unknown operator', clause({ operator: 'like' }), 'rules.0.clauses.0.operator'],
  ['a pattern that hangs', clause({ operator: 'matches', values: ['(a+)+$'] }), 'rules.0.clauses.0.values.0'],
  ['a date that is none', clause({ operator: 'before', values: ['soon'] }), 'rules.0.clauses.0.values.0'],
  ['a network that is none', clause({ operator: 'inCidr', values: ['10/8'] }), 'rules.0.clauses.0.values.0'],
  [
    'case where there is none',
    clause({ operator: 'lessThan', values: [1], ignoreCase: true }),
    'rules.0.clauses.0.ignoreCase',
  ],
  ['a value for exists', clause({ operator: 'exists' }), 'rules.0.clauses.0.values'],
  ['a group of nothing', { rules: [rule({ clauses: [{ any: [] }] })] }, 'rules.0.clauses.0.any'],
  ['a group of two kinds', { rules: [rule({ clauses: [{ any: [], all: [] }] })] }, 'rules.0.clauses.0'],
  ['no values', clause({ values: [] }), 'rules.0.clauses.0.values'],
  ['values of a wrong type', clause({ values: [null] }), 'rules.0.clauses.0.values.0'],
  ['a number that is none', clause({ operator: 'greaterThan', values: ['5'] }), 'rules.0.clauses.0.values.0'],
  [
    'a version that is none',
    clause({ operator: 'semverEqual', values: ['latest'] }),
    'rules.0.clauses.0.values.0',
  ],
  ['a text that is none', clause({ operator: 'startsWith', values: [7] }), 'rules.0.clauses.0.values.0'],
  ['an empty text', clause({ operator: 'contains', values: [''] }), 'rules.0.clauses.0.values.0'],
  ['an unknown segment', clause({ operator: 'inSegment', values: ['nobody'] }), 'rules.0.clauses.0.values.0'],
  ['an empty attribute', clause({ attribute: '' }), 'rules.0.clauses.0.attribute'],
  [
    'an attribute that reaches into every object',
    clause({ attribute: '__proto__.x' }),
    'rules.0.clauses.0.attribute',
  ],
  ['an unknown field deep inside', clause({ value: 'x' }), 'rules.0.clauses.0.value'],
  ['a value that is too long', clause({ values: ['x'.repeat(513)] }), 'rules.0.clauses.0.values.0'],
];

export const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

export const badVariants: Spoiled[] = [
  ['no variants', { variants: [] }, 'variants'],
  [
    'a variant name twice',
    {
      variants: [
        { name: 'on', value: true },
        { name: 'on', value: false },
      ],
    },
    'variants.1.name',
  ],
  [
    'a value of another type',
    {
      variants: [
        { name: 'on', value: 'true' },
        { name: 'off', value: false },
      ],
    },
    'variants.0.value',
  ],
  [
    'a variant without a value',
    { variants: [{ name: 'on' }, { name: 'off', value: false }] },
    'variants.0.value',
  ],
  ['a variant name with a space', { variants: [{ name: 'a b', value: true }] }, 'variants.0.name'],
  [
    'too many variants',
    { variants: Array.from({ length: 51 }, (_, i) => ({ name: `v${i}`, value: true })) },
    'variants',
  ],
];

export const badFlagFields: Spoiled[] = [
  ['an unknown kind', { kind: 'toggle' }, 'kind'],
  ['a tag twice', { tags: ['a', 'a'] }, 'tags'],
  ['an address that runs scripts', { runbookUrl: 'javascript:alert(1)' }, 'runbookUrl'],
  ['a date that is none', { expectedRemoval: '2027-02-31' }, 'expectedRemoval'],
  ['metadata that is a list', { metadata: ['a'] }, 'metadata'],
  ['an object in metadata', { metadata: { team: { name: 'a' } } }, 'metadata.team'],
  ['metadata that is too long', { metadata: { team: 'x'.repeat(513) } }, 'metadata.team'],
  ['metadata under a name of our own', { metadata: { ruleId: 'r1' } }, 'metadata.ruleId'],
  [
    'metadata that reaches into every object',
    { metadata: Object.fromEntries([['__proto__', 1]]) },
    'metadata.__proto__',
  ],
  [
    'too much metadata',
    { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`n${i}`, i])) },
    'metadata',
  ],
];
