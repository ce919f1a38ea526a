import { expect, test } from 'vitest';
import type { Change } from '../../changes/model.ts';
import { flagOf } from '../fixtures.ts';
import { recentFirst } from './recent-first.ts';

const change = (sequence: number, key: string | null): Change => ({
  project: 'shop',
  sequence,
  at: sequence,
  actor: { type: 'user', id: '1', name: 'Dana' },
  action: 'flag.configure',
  flag: key,
  segment: null,
  environment: 'production',
  comment: '',
  items: [],
  revisions: {},
  hash: '',
});

const FLAGS = [flagOf('banner'), flagOf('checkout', { owner: 'payments' }), flagOf('search'), flagOf('zoom')];

const keysOf = (...given: Parameters<typeof recentFirst>) => recentFirst(...given).map((one) => one.flag.key);

test('what was changed last comes first, and the rest by name', () => {
  const changes = [change(9, 'zoom'), change(8, null), change(7, 'search'), change(6, 'zoom')];
  expect(keysOf(FLAGS, changes, '')).toEqual(['zoom', 'search', 'banner', 'checkout']);
  expect(recentFirst(FLAGS, changes, '')[0]?.change?.sequence).toBe(9);
});

test('typing leaves those that it mentions, whatever their order', () => {
  expect(keysOf(FLAGS, [change(9, 'zoom')], 'paym')).toEqual(['checkout']);
});

test('an archived flag is in no way of anybody', () => {
  expect(keysOf([flagOf('old', { archived: true })], [], '')).toEqual([]);
});
