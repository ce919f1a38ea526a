import { z } from '@hono/zod-openapi';
import { idSchema, nameSchema, timeSchema } from '../http/schema.ts';
import { roleSchema } from '../people/schema.ts';

/** Tokens of one person that are neither revoked nor expired. */
export const MAX_VALID_TOKENS = 100;

/** Unknown tokens from one address in a minute, as many as attempts to sign in. */
export const MAX_GUESSES = 10;

export const createApiTokenSchema = z
  .strictObject({
    name: nameSchema.openapi({ description: 'What it is for: stands in the change log.', example: 'deploy' }),
    role: roleSchema,
    expiresAt: timeSchema.nullable().default(null).openapi({
      description: 'Milliseconds since 1970, UTC, from which on it is refused; null for never.',
    }),
  })
  .openapi('CreateApiToken');

export const apiTokenSchema = z
  .object({
    id: z.string().openapi({ description: 'Stands in the token: sbt_<id>_<secret>.' }),
    name: z.string(),
    role: roleSchema,
    effectiveRole: roleSchema.nullable().openapi({
      description: "What it may do now: never more than its owner's own role. Null when the owner is gone.",
    }),
    owner: z.object({ id: z.string(), name: z.string().nullable() }),
    createdAt: timeSchema,
    expiresAt: timeSchema.nullable(),
    lastUsedAt: timeSchema.nullable().openapi({ description: 'To the minute.' }),
    revokedAt: timeSchema.nullable(),
  })
  .openapi('ApiToken');

/** The only answer that ever holds the token itself. */
export const createdApiTokenSchema = apiTokenSchema.extend({ token: z.string() }).openapi('CreatedApiToken');

export const apiTokenParams = z.object({ id: idSchema });
