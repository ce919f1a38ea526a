import { z } from '@hono/zod-openapi';
import { commentSchema, keySchema, nameSchema, timeSchema } from '../http/schema.ts';

const settings = {
  name: nameSchema,
  position: z.number().int().min(0).max(1_000),
  production: z.boolean(),
  color: z.enum([
    'gray',
    'red',
    'pink',
    'grape',
    'violet',
    'indigo',
    'blue',
    'cyan',
    'teal',
    'green',
    'lime',
    'yellow',
    'orange',
  ]),
};

export const createEnvironmentSchema = z
  .strictObject({
    key: keySchema,
    ...settings,
    position: settings.position.optional(),
    production: settings.production.default(false),
    color: settings.color.default('gray'),
    comment: commentSchema,
  })
  .openapi('CreateEnvironment');

export const updateEnvironmentSchema = z
  .strictObject(settings)
  .partial()
  .extend({ comment: commentSchema })
  .openapi('UpdateEnvironment');

export const environmentSchema = z
  .object({
    project: z.string(),
    key: z.string(),
    name: z.string(),
    position: z.number().int(),
    production: z.boolean(),
    color: z.string(),
    epoch: z.string(),
    revision: z.number().int(),
    createdAt: timeSchema,
  })
  .openapi('Environment');
