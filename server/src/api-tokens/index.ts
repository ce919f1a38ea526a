import type { Auth } from '../auth/index.ts';
import { createMinuteCounts } from '../http/minute-counts.ts';
import { refuse } from '../http/problem.ts';
import type { Logger } from '../logging/logger.ts';
import type { Person } from '../people/schema.ts';
import type { ApiToken } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import { hashOf, looksLikeToken } from './new-token.ts';
import { effectiveRole, isExpired } from './owner.ts';
import { MAX_GUESSES } from './schema.ts';

/** A use is written down at most this often. */
const NOTED_EVERY_MS = 60_000;

export interface ApiTokensDeps {
  store: Store;
  auth: Pick<Auth, 'personById'>;
  now: () => number;
  logger: Pick<Logger, 'warn'>;
}

/** Whom a request with a token comes from: its owner, with no more than the token's role. */
export interface TokenBearer {
  person: Person;
  token: { id: string; name: string };
}

export interface ApiTokens {
  /**
   * Looked up each time, so that a revoked token or a lower role counts from the next request on, on every instance.
   * @param address where the request comes from: guesses are counted by it
   * @throws {ApiError} 401 that says what is wrong with the token, 429 after too many guesses
   */
  authenticate(token: string, address: string): Promise<TokenBearer>;
}

export function createApiTokens({ store, auth, now, logger }: ApiTokensDeps): ApiTokens {
  const guesses = createMinuteCounts(now);
  const notedAt = new Map<string, number>();

  async function find(token: string, address: string): Promise<ApiToken> {
    if (guesses.of(address) >= MAX_GUESSES) {
      const retryAfterSeconds = guesses.secondsLeft();
      throw refuse(
        429,
        'too_many_attempts',
        `Too many unknown API tokens from this address. Try again in ${retryAfterSeconds} s.`,
        { retryAfterSeconds },
      );
    }
    const found = looksLikeToken(token) ? await store.apiTokenByHash(hashOf(token)) : undefined;
    if (found) return found;
    guesses.add(address);
    throw refuse(401, 'unknown_api_token', 'There is no such API token. Copy it again, or create a new one.');
  }

  async function noteUse({ id, lastUsedAt }: ApiToken): Promise<void> {
    const time = now();
    if (time - Math.max(lastUsedAt ?? 0, notedAt.get(id) ?? 0) < NOTED_EVERY_MS) return;
    notedAt.set(id, time);
    try {
      await store.apiTokenUsed(id, time);
    } catch (error) {
      // A database that cannot write may still read: that must not keep anybody out.
      logger.warn({ err: error, apiToken: id }, 'not written down when an API token was last used');
    }
  }

  return {
    async authenticate(text, address) {
      const token = await find(text, address);
      const { id, name } = token;
      if (token.revokedAt !== null) {
        throw refuse(401, 'revoked_api_token', `The API token "${name}" was revoked. Use another one.`);
      }
      if (isExpired(token, now())) {
        const since = new Date(token.expiresAt ?? 0).toISOString();
        throw refuse(
          401,
          'expired_api_token',
          `The API token "${name}" expired on ${since}. Create a new one.`,
        );
      }
      const owner = await auth.personById(token.createdBy);
      if (!owner) {
        throw refuse(
          401,
          'ownerless_api_token',
          `The owner of the API token "${name}" is no longer here. Create one of your own.`,
        );
      }
      await noteUse(token);
      return { person: { ...owner, role: effectiveRole(token, owner) }, token: { id, name } };
    },
  };
}
