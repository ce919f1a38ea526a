import { z } from '@hono/zod-openapi';
import { draftConfigSchema, valueTypeSchema } from '../flags/schema.ts';
import { contextSchema } from '../http/context.ts';
import { keySchema } from '../http/schema.ts';
import { explanationSchema } from './explanation.ts';

export const EXPLAIN_PATH = '/sdk/v1/explain';

const question = {
  flag: keySchema,
  context: contextSchema,
  revision: z.number().int().min(0).optional().openapi({
    description: 'Explain with the rules as they were at this revision of the environment; now when absent.',
  }),
  type: valueTypeSchema.optional().openapi({
    description: 'The value type that the application asks for; that of the flag when absent.',
  }),
};

/** What the holder of a server-side SDK key may ask. */
export const sdkExplainSchema = z.strictObject(question).openapi('SdkExplain');

export const explainSchema = z
  .strictObject({
    ...question,
    config: draftConfigSchema.optional().openapi({
      description: 'Explain as if the flag were configured so. It is checked as when saved, and not stored.',
    }),
  })
  .refine(({ revision, config }) => revision === undefined || config === undefined, {
    path: ['config'],
    error: 'cannot be explained at a past revision: send one of revision and config',
  })
  .openapi('Explain');

export const explainedSchema = z
  .object({ revision: z.number().int(), explanation: explanationSchema })
  .openapi('Explained');

/** An SDK key does not say which environment it opens: the answer does. */
export const sdkExplainedSchema = z
  .object({
    project: z.string(),
    environment: z.string(),
    revision: z.number().int(),
    explanation: explanationSchema,
  })
  .openapi('SdkExplained');
