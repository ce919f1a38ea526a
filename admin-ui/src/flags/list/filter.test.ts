import { expect, test } from 'vitest';
import { flagOf } from '../fixtures.ts';
import { filterFlags, tagsOf } from './filter.ts';

const production = flagOf('x').environments['production'];
const flags = [
  flagOf('new-checkout', { tags: ['shop', 'payments'], owner: 'Dana', description: 'One page' }),
  flagOf('search-v2', { kind: 'experiment', tags: ['shop'] }),
  flagOf('gone', { archived: true }),
  flagOf('live', { environments: production ? { production: { ...production, enabled: true } } : {} }),
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
