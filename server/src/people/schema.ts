import { z } from '@hono/zod-openapi';
import { idSchema, nameSchema, timeSchema } from '../http/schema.ts';

export const ROLES = ['viewer', 'editor', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The roles are a ladder: each may do all that the one before may. */
export function mayAct(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

export const roleSchema = z.enum(ROLES).openapi({
  description:
    'Each may do all that the one before may: viewer reads, editor edits, operator kills and restores, admin manages.',
});

export const personSchema = z
  .object({ id: z.string(), name: z.string(), email: z.string(), role: roleSchema, createdAt: timeSchema })
  .openapi('Person');

export type Person = z.infer<typeof personSchema>;

export const sessionSchema = personSchema
  .omit({ createdAt: true })
  .extend({
    mustChangePassword: z
      .boolean()
      .openapi({ description: 'Nothing else works until the password is changed.' }),
  })
  .openapi('Session');

export const changePasswordSchema = z
  .strictObject({
    currentPassword: z.string().min(1, 'must not be empty').max(128),
    newPassword: z.string().min(10, 'must have at least 10 characters').max(128),
  })
  .openapi('ChangePassword');

export const createPersonSchema = z
  .strictObject({
    name: nameSchema,
    email: z.email('must be an e-mail address').max(254),
    role: roleSchema,
  })
  .openapi('CreatePerson');

/** The one-time password is shown in this answer only. */
export const createdPersonSchema = personSchema.extend({ password: z.string() }).openapi('CreatedPerson');

export const updatePersonSchema = z.strictObject({ role: roleSchema }).openapi('UpdatePerson');

export const personParams = z.object({ id: idSchema });
