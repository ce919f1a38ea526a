import { expect, it } from 'vitest';
import { matchWords } from './match-words.ts';

const actions = [
  {
    group: 'Flags',
    actions: [
      { id: 'open recommendations', label: 'recommendations', keywords: ['kill-switch'] },
      { id: 'open kill-bill', label: 'kill-bill' },
      { id: 'open new-checkout', label: 'new-checkout' },
    ],
  },
  {
    group: 'Kill switches',
    actions: ['recommendations', 'kill-bill', 'new-checkout'].map((key) => ({
      id: `kill ${key}`,
      label: `Kill ${key}`,
    })),
  },
  { group: 'Screens', actions: [{ id: 'keys', label: 'SDK keys' }] },
];

const found = (query: string) =>
  matchWords(query, actions).flatMap((entry) =>
    'actions' in entry ? entry.actions.map(({ id }) => id) : [entry.id],
  );

it('finds what has every typed word somewhere', () => {
  expect(found('check new')).toEqual(['open new-checkout', 'kill new-checkout']);
  expect(found('keys')).toEqual(['keys']);
  expect(found('nothing')).toEqual([]);
});

it('puts the kill switch first for whoever types kill, even beside a flag with that tag or name', () => {
  expect(found('kill recomm')[0]).toBe('kill recommendations');
  expect(found('Kill kill-bill')[0]).toBe('kill kill-bill');
});
