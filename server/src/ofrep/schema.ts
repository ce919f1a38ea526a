import { z } from '@hono/zod-openapi';
import { contextSchema } from '../http/context.ts';
import { jsonValueSchema } from '../http/schema.ts';

/**
 * OFREP 0.3.0, the OpenFeature Remote Evaluation Protocol: https://github.com/open-feature/protocol,
 * service/openapi.yaml. What it leaves open, and how it is answered here, stands in docs/ofrep.md.
 */

export const FLAGS_PATH = '/ofrep/v1/evaluate/flags';
/** Not named by OFREP: a client reads it from `eventStreams`. */
export const STREAM_PATH = '/ofrep/v1/stream';

/** Fields that a later version of the protocol may add are passed over. */
export const evaluationRequestSchema = z.object({ context: contextSchema }).openapi('OfrepRequest');

/** What a provider passes on from the event that made it ask: how new the answer must be at least. */
export const freshnessSchema = z.object({
  flagConfigEtag: z.string().max(200).optional(),
  flagConfigLastModified: z
    .union([z.string().regex(/^\d{1,15}$/), z.iso.datetime({ offset: true })], {
      error: 'must be seconds since 1970 or a time such as 2027-01-31T12:00:00Z',
    })
    .optional(),
});

const metadataSchema = z.record(z.string(), z.union([z.boolean(), z.string(), z.number()]));

export const successSchema = z
  .object({
    key: z.string(),
    value: jsonValueSchema,
    variant: z.string(),
    reason: z.enum(['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'UNKNOWN']),
    metadata: metadataSchema.openapi({
      description:
        '`ruleId`: the rule that gave it. `reason`: the reason itself where OFREP has no word for it. ' +
        'And what the owners of the flag attached to it.',
      example: { ruleId: 'german-speaking' },
    }),
  })
  .openapi('OfrepSuccess');

export const failureSchema = z
  .object({
    key: z.string(),
    errorCode: z.enum(['PARSE_ERROR', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT', 'GENERAL']),
    errorDetails: z.string(),
  })
  .openapi('OfrepFailure');

export const notFoundSchema = failureSchema
  .extend({ errorCode: z.literal('FLAG_NOT_FOUND') })
  .openapi('OfrepFlagNotFound');

const eventStreamSchema = z
  .object({
    type: z.literal('sse'),
    endpoint: z.object({
      requestUri: z.string().openapi({ description: 'Path and query, at the address of this server.' }),
    }),
  })
  .openapi('OfrepEventStream');

export const bulkSuccessSchema = z
  .object({
    flags: z.array(z.union([successSchema, failureSchema])),
    metadata: metadataSchema,
    eventStreams: z.array(eventStreamSchema).optional(),
  })
  .openapi('OfrepBulkSuccess');

/** Of a request that failed as a whole. */
export const bulkFailureSchema = failureSchema.omit({ key: true }).openapi('OfrepBulkFailure');

export type OfrepSuccess = z.infer<typeof successSchema>;
export type OfrepFailure = z.infer<typeof failureSchema>;
export type OfrepNotFound = z.infer<typeof notFoundSchema>;
export type OfrepBulk = z.infer<typeof bulkSuccessSchema>;
