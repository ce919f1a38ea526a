import type { Context, MiddlewareHandler } from 'hono';
import { bearerOf } from '../http/bearer.ts';
import { refuse } from '../http/problem.ts';
import type { SdkEnv } from './sdk-env.ts';
import type { SdkKeys } from './sdk-keys.ts';

const SDK_KEY = /^sbx_[A-Za-z0-9_-]{8,120}$/;

/**
 * Lets in who holds an SDK key that is not revoked. Which environment it is about follows from the key.
 * @param keyHeader a header that may bring the key as well as Authorization does
 */
export function authenticate(keys: SdkKeys, keyHeader?: string): MiddlewareHandler<SdkEnv> {
  return async (c, next) => {
    const key = givenKey(c, keyHeader);
    const record = await keys.find(key);
    if (!record)
      throw refuse(401, 'unknown_sdk_key', 'There is no such SDK key. Copy it again, or make a new one.');
    if (record.revokedAt !== null) {
      throw refuse(401, 'revoked_sdk_key', `The SDK key "${record.name}" was revoked. Use another one.`);
    }
    keys.used(record.id);
    c.set('sdkKey', record);
    c.set('publicKey', record.kind === 'client' ? key : undefined);
    await next();
  };
}

/**
 * A browser's EventSource cannot set headers, so a client-side key, which is public, may stand in the URL.
 * A server-side key is a secret: URLs end up in logs and histories, so there it is refused before it works.
 */
function givenKey(c: Context<SdkEnv>, keyHeader: string | undefined): string {
  const header = c.req.header('authorization');
  const named = keyHeader === undefined ? undefined : c.req.header(keyHeader);
  const inUrl = c.req.query('key');
  if (inUrl?.startsWith('sbx_server_')) {
    throw refuse(
      403,
      'secret_key_in_url',
      'A server-side SDK key must not stand in a URL: send it as "Authorization: Bearer …", and replace this one.',
    );
  }
  const key = bearerOf(c) ?? named ?? (header === undefined ? inUrl : undefined);
  if (key === undefined) {
    throw refuse(401, 'sdk_key_missing', 'Send an SDK key as "Authorization: Bearer sbx_…".');
  }
  if (!SDK_KEY.test(key))
    throw refuse(401, 'unknown_sdk_key', 'This is not an SDK key: they begin with "sbx_".');
  return key;
}
