import { z } from '@hono/zod-openapi';
import { environmentParams, idSchema, nameSchema, timeSchema } from '../http/schema.ts';

export const createSdkKeySchema = z
  .strictObject({
    name: nameSchema,
    kind: z.enum(['server', 'client']),
  })
  .openapi('CreateSdkKey');

export const sdkKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['server', 'client']),
    prefix: z.string().openapi({ description: 'Its first characters, to recognise it by.' }),
    createdAt: timeSchema,
    revokedAt: timeSchema.nullable(),
    lastUsedAt: timeSchema.nullable(),
  })
  .openapi('SdkKey');

/** The only answer that ever holds the key itself. */
export const createdSdkKeySchema = sdkKeySchema.extend({ sdkKey: z.string() }).openapi('CreatedSdkKey');

export const sdkKeyParams = environmentParams.extend({ id: idSchema });
