import { expect, test } from 'vitest';
import type { Targeting } from '../model.ts';
import { diffTargeting, sameTargeting } from './config-diff.ts';

const staff = {
  id: 'staff',
  clauses: [{ attribute: 'email', operator: 'endsWith' as const, values: ['@acme.com'] }],
  serve: { variant: 'on' },
};
const german = {
  id: 'german',
  description: 'Germany',
  clauses: [{ attribute: 'country', operator: 'in' as const, values: ['DE'] }],
  serve: { variant: 'on', share: 50_000 },
};
const base: Targeting = {
  enabled: true,
  offVariant: 'off',
  rules: [staff, german],
  fallthrough: { variant: 'on', share: 5_000 },
};

function words(after: Partial<Targeting>): string[] {
  return diffTargeting(base, { ...base, ...after }).map(({ text, details = [] }) =>
    [text, ...details.map((detail) => `${detail.kind}: ${detail.text}`)]
      .join(' | ')
      .replaceAll('\u00a0', ' '),
  );
}

test('nothing changed', () => {
  expect(words({})).toEqual([]);
  expect(sameTargeting(base, structuredClone(base))).toBe(true);
});

test('state, everyone and off variant', () => {
  expect(words({ enabled: false, fallthrough: { variant: 'on', share: 20_000 }, offVariant: 'on' })).toEqual([
    'Turn it off (it was on)',
    'Everyone else: 5 % get on → everyone gets on',
    'Off variant: off → on',
  ]);
  expect(words({ fallthrough: { variant: 'on' } })).toEqual(['Everyone else: 5 % get on → 100 % get on']);
});

test('rules that came, went and changed', () => {
  expect(words({ rules: [staff] })).toEqual([
    'Remove rule 2 “Germany”: when country is DE, serve on to 50 %',
  ]);
  expect(words({ rules: [staff, german, { id: 'new', clauses: [], serve: { variant: 'off' } }] })).toEqual([
    'Add rule 3: for everyone, serve off',
  ]);
  expect(words({ rules: [staff, { ...german, description: 'DACH' }] })).toEqual([
    'Rename rule 2: Germany → DACH',
  ]);
});

test('a changed rule says what of it changed', () => {
  expect(words({ rules: [staff, { ...german, serve: { variant: 'on' } }] })).toEqual([
    'Change rule 2 “Germany” | changed: serve on to 50 % → on',
  ]);
  const plan = { attribute: 'plan', operator: 'equals' as const, values: ['pro'] };
  const edited = { ...german, description: 'DACH', clauses: [{ any: [...german.clauses, plan] }] };
  expect(words({ rules: [staff, edited] })).toEqual([
    'Change rule 2 “DACH” | changed: name: Germany → DACH | removed: country is DE | added: any of (country is DE; plan is pro)',
  ]);
  expect(words({ rules: [staff, { ...german, clauses: [plan, ...german.clauses] }] })).toEqual([
    'Change rule 2 “Germany” | added: plan is pro',
  ]);
});

test('prerequisites that came and went', () => {
  const prerequisites = [{ flag: 'payments', variant: 'on' }];
  expect(words({ prerequisites })).toEqual(['Need that payments is at on']);
  expect(sameTargeting({ ...base, prerequisites: [] }, base)).toBe(true);
  expect(diffTargeting({ ...base, prerequisites }, base).map(({ text }) => text)).toEqual([
    'No longer need that payments is at on',
  ]);
});

test('a new order is one line; a rule that goes does not reorder the rest', () => {
  expect(words({ rules: [german, staff] })).toEqual(['Reorder the rules: 2, 1 (by their places before)']);
  expect(words({ rules: [german] })).toHaveLength(1);
});
