import { expect, test } from 'vitest';
import { inOrder, standingOf } from './standing.ts';

const token = { revokedAt: null, expiresAt: null, effectiveRole: 'viewer' as const, createdAt: 1 };

test.each([
  ['valid', {}],
  ['valid', { expiresAt: 1_001 }],
  ['expired', { expiresAt: 1_000 }],
  ['revoked', { revokedAt: 5, expiresAt: 10 }],
  ['ownerless', { effectiveRole: null }],
])('%s: %j', (standing, change) => {
  expect(standingOf({ ...token, ...change }, 1_000)).toBe(standing);
});

test('what works comes first, the newest of it at the top', () => {
  const old = { ...token, name: 'old' };
  const young = { ...token, name: 'young', createdAt: 2 };
  const revoked = { ...token, name: 'revoked', createdAt: 3, revokedAt: 4 };
  expect(inOrder([old, revoked, young], 1_000).map(({ name }) => name)).toEqual(['young', 'old', 'revoked']);
});
