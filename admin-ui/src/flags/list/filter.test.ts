import { expect, test } from 'vitest';
import type { Flag } from '../model.ts';
import { filterFlags, tagsOf } from './filter.ts';

function flag(key: string, over: Partial<Flag> = {}): Flag {
  return {
    key,
    kind: 'release',
    valueType: 'boolean',
    variants: [],
    description: '',
    owner: '',
    tags: [],
    runbookUrl: null,
    expectedRemoval: null,
    clientSide: false,
    salt: 'abcdefgh',
    archived: false,
    version: 1,
    createdAt: 0,
    environments: {
      production: {
        enabled: false,
        offVariant: 'off',
        rules: [],
        fallthrough: { variant: 'on' },
        killed: null,
        version: 1,
        updatedAt: 0,
      },
    },
    ...over,
  };
}

const production = flag('x').environments['production'];
const flags = [
  flag('new-checkout', { tags: ['shop', 'payments'], owner: 'Dana', description: 'One page' }),
  flag('search-v2', { kind: 'experiment', tags: ['shop'] }),
  flag('gone', { archived: true }),
  flag('live', { environments: production ? { production: { ...production, enabled: true } } : {} }),
];

test.each([
  [{}, ['new-checkout', 'search-v2', 'live']],
  [{ archived: true }, ['new-checkout', 'search-v2', 'gone', 'live']],
  [{ q: 'PAGE dana' }, ['new-checkout']],
  [{ q: 'nothing like it' }, []],
  [{ kind: 'experiment' as const }, ['search-v2']],
  [{ tag: 'shop' }, ['new-checkout', 'search-v2']],
  [{ state: 'production:on' }, ['live']],
  [{ state: '*:off' }, ['new-checkout', 'search-v2']],
  [{ state: 'nonsense' }, []],
])('%j', (search, keys) => expect(filterFlags(flags, search).map(({ key }) => key)).toEqual(keys));

test('tags are listed once, in order', () => expect(tagsOf(flags)).toEqual(['payments', 'shop']));
