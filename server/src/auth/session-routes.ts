import { createRoute } from '@hono/zod-openapi';
import { APIError } from 'better-auth/api';
import { invalid } from '../http/problem.ts';
import { answer, body, createRouter } from '../http/router.ts';
import { changePasswordSchema, sessionSchema } from '../people/schema.ts';
import type { Auth } from './index.ts';

/** Who is signed in. These work with a one-time password too. */
export function sessionRoutes({ auth }: { auth: Auth }) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/session',
        summary: 'Who is signed in',
        tags: ['Session'],
        'x-role': 'signed-in',
        responses: { 200: answer(sessionSchema, 'The person and their role.') },
      }),
      (c) => {
        const { id, name, email, role } = c.get('person');
        return c.json({ id, name, email, role, mustChangePassword: c.get('mustChangePassword') }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/session/password',
        summary: 'Choose another password',
        description: 'Ends the sessions on other devices.',
        tags: ['Session'],
        'x-role': 'signed-in',
        'x-session-only': true,
        request: { body: body(changePasswordSchema) },
        responses: { 204: { description: 'The new password counts from now on.' } },
      }),
      async (c) => {
        const wanted = c.req.valid('json');
        if (wanted.newPassword === wanted.currentPassword) {
          throw invalid([
            { field: 'newPassword', problem: 'is the current password', remedy: 'Choose another one.' },
          ]);
        }
        try {
          for (const cookie of await auth.changePassword(c.req.raw.headers, wanted)) {
            c.header('set-cookie', cookie, { append: true });
          }
        } catch (error) {
          if (!(error instanceof APIError) || error.body?.code !== 'INVALID_PASSWORD') throw error;
          throw invalid([
            {
              field: 'currentPassword',
              problem: 'is not your password',
              remedy: 'Type the one you signed in with.',
            },
          ]);
        }
        return c.body(null, 204);
      },
    );
}
