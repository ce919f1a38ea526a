import { z } from '@hono/zod-openapi';
import { commentSchema, keySchema, nameSchema, timeSchema } from '../http/schema.ts';

export const createProjectSchema = z
  .strictObject({ key: keySchema, name: nameSchema, comment: commentSchema })
  .openapi('CreateProject');

export const updateProjectSchema = z
  .strictObject({ name: nameSchema, comment: commentSchema })
  .openapi('UpdateProject');

export const projectSchema = z
  .object({ key: z.string(), name: z.string(), sequence: z.number().int(), createdAt: timeSchema })
  .openapi('Project');
