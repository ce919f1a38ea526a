import { configIn, type Flag } from '../api/bodies.ts';
import type { Case } from './case.ts';
import { fill } from './shop.ts';
import { badClauses, badFlagFields, badKeys, badVariants, deep, rule, split } from './spoiled.ts';

const flag = '/api/v1/projects/{project}/flags/{flag}';

export const FLAG_CASES: Case[] = [
  {
    route: 'POST /api/v1/projects/{project}/flags',
    body: { key: 'second', kind: 'release', valueType: 'boolean' },
    required: ['key', 'kind', 'valueType'],
    longest: { key: 64, description: 2_000, owner: 120, comment: 1_000 },
    spoiled: [
      ...badKeys,
      ...badVariants,
      ...badFlagFields,
      ['a key that is taken', { key: 'new-checkout' }, 'key'],
      ['a JSON Schema for a flag that is none', { jsonSchema: {} }, 'jsonSchema'],
      ['a JSON Schema that is none', { jsonSchema: [] }, 'jsonSchema'],
      ['an unknown value type', { valueType: 'object' }, 'valueType'],
      ['no variants where there is no default', { valueType: 'string' }, 'variants'],
      ['an off variant that it does not have', { offVariant: 'none' }, 'offVariant'],
      ['a salt', { salt: 'AAAAAAAA' }, 'salt'],
      ['a state', { enabled: true }, 'enabled'],
      ['too many tags', { tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }, 'tags'],
      [
        'a value nested too deep',
        { valueType: 'json', variants: [{ name: 'a', value: deep(40) }] },
        'variants.0.value',
      ],
      [
        'a value that is too large',
        { valueType: 'string', variants: [{ name: 'a', value: 'x'.repeat(70_000) }] },
        'variants.0.value',
      ],
      [
        'a reserved name inside a value',
        { valueType: 'json', variants: [{ name: 'a', value: { b: { constructor: 1 } } }] },
        'variants.0.value',
      ],
    ],
  },
  {
    route: `PATCH ${flag}`,
    body: { owner: 'Ada' },
    version: async (app) => (await app.call<Flag>(`GET ${fill(flag)}`, { as: 'admin' })).body.version,
    required: [],
    longest: { description: 2_000, owner: 120, comment: 1_000 },
    spoiled: [
      ...badVariants,
      ...badFlagFields,
      ['another value type', { valueType: 'string' }, 'valueType'],
      ['another salt', { salt: 'AAAAAAAA' }, 'salt'],
      ['a variant gone that is served', { variants: [{ name: 'off', value: false }] }, 'variants'],
      ['archived', { archived: true }, 'archived'],
    ],
  },
  {
    route: `PUT ${flag}/environments/{environment}`,
    body: { enabled: true, offVariant: 'off', rules: [rule()], fallthrough: { variant: 'on' } },
    version: async (app) => {
      const { body } = await app.call<Flag>(`GET ${fill(flag)}`, { as: 'admin' });
      return configIn(body, 'production').version;
    },
    required: ['enabled', 'offVariant', 'rules', 'fallthrough'],
    longest: { comment: 1_000 },
    spoiled: [
      ...badClauses,
      ['an off variant that it does not have', { offVariant: 'none' }, 'offVariant'],
      ['an unknown variant in the fallthrough', { fallthrough: { variant: 'blue' } }, 'fallthrough.variant'],
      ['a fallthrough that serves nothing', { fallthrough: {} }, 'fallthrough'],
      [
        'a variant and a split at once',
        { fallthrough: { variant: 'on', ...split(['on', 50_000], ['off', 50_000]) } },
        'fallthrough',
      ],
      ['a split of 99 %', { fallthrough: split(['on', 50_000], ['off', 49_000]) }, 'fallthrough.split'],
      ['a split of more than all', { fallthrough: split(['on', 100_000], ['off', 1]) }, 'fallthrough.split'],
      [
        'a split that names a variant twice',
        { fallthrough: split(['on', 50_000], ['on', 50_000]) },
        'fallthrough.split.1.variant',
      ],
      [
        'a split with an unknown variant',
        { fallthrough: split(['on', 50_000], ['blue', 50_000]) },
        'fallthrough.split.1.variant',
      ],
      ['a share above 100 %', { fallthrough: { variant: 'on', share: 100_001 } }, 'fallthrough.share'],
      ['a share below nothing', { fallthrough: { variant: 'on', share: -1 } }, 'fallthrough.share'],
      ['a share in fractions', { fallthrough: { variant: 'on', share: 0.2 } }, 'fallthrough.share'],
      ['an unknown hashing', { fallthrough: { variant: 'on', hashing: 'md5' } }, 'fallthrough.hashing'],
      ['a rule id twice', { rules: [rule(), rule()] }, 'rules.1.id'],
      ['a rule id with a space', { rules: [rule({ id: 'a b' })] }, 'rules.0.id'],
      [
        'an unknown variant in a rule',
        { rules: [rule({ serve: { variant: 'blue' } })] },
        'rules.0.serve.variant',
      ],
      ['too many rules', { rules: Array.from({ length: 101 }, (_, i) => rule({ id: `r${i}` })) }, 'rules'],
      [
        'a flag required that is not there',
        { prerequisites: [{ flag: 'x', variant: 'on' }] },
        'prerequisites.0.flag',
      ],
      [
        'itself required',
        { prerequisites: [{ flag: 'new-checkout', variant: 'on' }] },
        'prerequisites.0.flag',
      ],
      [
        'a required flag without a variant',
        { prerequisites: [{ flag: 'layout' }] },
        'prerequisites.0.variant',
      ],
      [
        'too many required flags',
        { prerequisites: Array.from({ length: 21 }, (_, i) => ({ flag: `f${i}`, variant: 'on' })) },
        'prerequisites',
      ],
      ['a kill', { killed: { at: 1, by: 'Eve', reason: '', incident: null } }, 'killed'],
    ],
  },
  {
    route: `POST ${flag}/environments/{environment}/restore`,
    body: { confirm: 'new-checkout' },
    required: ['confirm'],
    longest: { comment: 1_000 },
    spoiled: [['another key typed', { confirm: 'new-checkin' }, 'confirm']],
  },
  {
    route: `POST ${flag}/environments/{environment}/kill`,
    body: { reason: 'load' },
    required: [],
    longest: { reason: 1_000, incident: 120 },
    spoiled: [['a date of its own', { at: 1 }, 'at']],
  },
  {
    route: `POST ${flag}/archive`,
    body: { comment: 'Done' },
    required: [],
    longest: { comment: 1_000 },
    spoiled: [],
  },
  {
    route: `POST ${flag}/unarchive`,
    body: { comment: 'Back' },
    required: [],
    longest: { comment: 1_000 },
    spoiled: [],
  },
];
