import type { ApiToken } from './model.ts';

/** Whether a token still lets anybody in, and if not, why. */
export type Standing = 'valid' | 'expired' | 'revoked' | 'ownerless';

type Facts = Pick<ApiToken, 'revokedAt' | 'expiresAt' | 'effectiveRole' | 'createdAt'>;

export function standingOf({ revokedAt, expiresAt, effectiveRole }: Facts, now: number): Standing {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && expiresAt <= now) return 'expired';
  return effectiveRole === null ? 'ownerless' : 'valid';
}

/** Those that work first; among equals the newest. */
export function inOrder<Token extends Facts>(tokens: readonly Token[], now: number): Token[] {
  const rank = (token: Token) => (standingOf(token, now) === 'valid' ? 0 : 1);
  return tokens.toSorted((a, b) => rank(a) - rank(b) || b.createdAt - a.createdAt);
}
