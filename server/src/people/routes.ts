import { createRoute, z } from '@hono/zod-openapi';
import type { Auth } from '../auth/index.ts';
import { notFound, refuse } from '../http/problem.ts';
import { answer, body, createRouter } from '../http/router.ts';
import type { Logger } from '../logging/logger.ts';
import { randomText } from '../random.ts';
import { losesLastAdmin } from './rules.ts';
import {
  createdPersonSchema,
  createPersonSchema,
  personParams,
  personSchema,
  updatePersonSchema,
} from './schema.ts';

/** Who may sign in. Roles are given here and nowhere else. */
export function peopleRoutes({ auth, logger }: { auth: Auth; logger: Logger }) {
  const oneAtATime = createQueue();

  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/people',
        summary: 'Everybody who may sign in',
        tags: ['People'],
        'x-role': 'admin',
        responses: { 200: answer(z.object({ people: z.array(personSchema) }), 'Oldest first.') },
      }),
      async (c) => c.json({ people: await auth.people() }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/people',
        summary: 'Let somebody in',
        description: 'With a one-time password, to be changed at the first sign-in.',
        tags: ['People'],
        'x-role': 'admin',
        'x-session-only': true,
        request: { body: body(createPersonSchema) },
        responses: { 201: answer(createdPersonSchema, 'With the one-time password: it is not shown again.') },
      }),
      (c) =>
        oneAtATime(async () => {
          const wanted = c.req.valid('json');
          if (await auth.personByEmail(wanted.email)) {
            throw refuse(409, 'exists', `Somebody with the address ${wanted.email} may sign in already.`, {
              errors: [{ field: 'email', problem: 'is taken', remedy: "Change that person's role instead." }],
            });
          }
          const password = randomText(20);
          const person = await auth.createPerson({ ...wanted, password, mustChangePassword: true });
          logger.info({ person: person.id, role: person.role, by: c.get('person').id }, 'person created');
          return c.json({ ...person, password }, 201);
        }),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/api/v1/people/{id}',
        summary: "Change somebody's role",
        description: 'It counts from the next request on. The last admin stays one.',
        tags: ['People'],
        'x-role': 'admin',
        'x-session-only': true,
        request: { params: personParams, body: body(updatePersonSchema) },
        responses: { 200: answer(personSchema, 'The person as they stand now.') },
      }),
      (c) =>
        oneAtATime(async () => {
          const { id } = c.req.valid('param');
          const { role } = c.req.valid('json');
          const people = await auth.people();
          const before = people.find((person) => person.id === id);
          if (!before) throw notFound('person', id);
          if (losesLastAdmin(people, id, role)) {
            throw refuse(
              409,
              'last_admin',
              `${before.name} is the last admin. Make somebody else an admin first.`,
            );
          }
          const person = await auth.setRole(id, role);
          logger.info({ person: id, from: before.role, to: role, by: c.get('person').id }, 'role changed');
          return c.json(person, 200);
        }),
    );
}

/** Two admins who demote each other at the same moment must not both succeed. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
