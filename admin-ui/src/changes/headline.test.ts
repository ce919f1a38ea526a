import { expect, test } from 'vitest';
import { headlineText } from './headline.ts';
import type { Change } from './model.ts';

const config = {
  enabled: true,
  offVariant: 'off',
  rules: [],
  fallthrough: { variant: 'on', share: 5_000 },
  killed: null,
};

function change(
  over: Partial<Change>,
  before: object | null = config,
  after: object | null = config,
): string {
  return headlineText({
    project: 'shop',
    sequence: 7,
    at: 0,
    actor: { type: 'user', id: '1', name: 'Dana' },
    action: 'flag.configure',
    flag: 'new-checkout',
    segment: null,
    environment: 'production',
    comment: '',
    // Stored as JSON, so that is what a test may hand over.
    items: [
      {
        type: 'flagConfig',
        key: 'new-checkout',
        environment: 'production',
        before: JSON.parse(JSON.stringify(before)),
        after: JSON.parse(JSON.stringify(after)),
      },
    ],
    revisions: {},
    hash: '',
    ...over,
  }).replaceAll('\u00a0', ' ');
}

test('a share', () => {
  expect(change({}, config, { ...config, fallthrough: { variant: 'on', share: 20_000 } })).toBe(
    'set new-checkout in production to 20 %',
  );
  expect(change({}, config, { ...config, fallthrough: { variant: 'green', share: 20_000 } })).toBe(
    'set new-checkout in production to green for 20 %',
  );
});

test('on and off', () => {
  expect(change({}, config, { ...config, enabled: false })).toBe('turned new-checkout off in production');
  expect(change({}, { ...config, enabled: false }, { ...config, fallthrough: { variant: 'on' } })).toBe(
    'turned new-checkout on in production for everyone',
  );
});

test('rules, and several things at once', () => {
  const rules = [{ id: 'a', clauses: [], serve: { variant: 'on' } }];
  expect(change({}, config, { ...config, rules })).toBe('changed the rules of new-checkout in production');
  expect(change({}, config, { ...config, rules, enabled: false })).toBe(
    'turned new-checkout off in production and changed its rules',
  );
  expect(change({}, config, { ...config, rules, offVariant: 'on' })).toBe(
    'changed new-checkout in production (2 differences)',
  );
});

test('what is not known in detail still has a headline', () => {
  expect(change({}, null, { later: true })).toBe('configured new-checkout in production');
  expect(change({ action: 'flag.kill' })).toBe('killed new-checkout in production');
  expect(change({ action: 'segment.remove', flag: null, segment: 'staff' })).toBe(
    'deleted the segment staff in production',
  );
});
