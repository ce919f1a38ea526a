import { createRoute } from '@hono/zod-openapi';
import { applyChange } from '../apply-change.ts';
import { actorOf } from '../http/actor.ts';
import { refuse, type FieldProblem } from '../http/problem.ts';
import { answer, body, createRouter } from '../http/router.ts';
import { flagParams } from '../http/schema.ts';
import { etag } from '../http/versions.ts';
import { find } from '../find.ts';
import { checkOwnPrerequisites, checkRequirers } from '../prerequisites/index.ts';
import type { Store } from '../store/store.ts';
import { definitionOf, turnOff } from './records.ts';
import { liveIn } from './rules.ts';
import { archiveFlagSchema, flagSchema } from './schema.ts';

/** Archived rather than lost: SDKs no longer see the flag, its history stays. */
export function archiveRoutes({ store }: { store: Store }) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/projects/{project}/flags/{flag}/archive',
        summary: 'Archive a flag',
        description:
          'Refused while it is on in a production environment, and while other flags require it. ' +
          'Archiving an archived flag changes nothing.',
        tags: ['Flags'],
        'x-role': 'editor',
        request: { params: flagParams, body: body(archiveFlagSchema) },
        responses: { 200: answer(flagSchema, 'The archived flag.') },
      }),
      async (c) => {
        const { project, flag: key } = c.req.valid('param');
        const { comment } = c.req.valid('json');
        await applyChange(store, project, actorOf(c), async () => {
          const flag = await find.flag(store, project, key);
          if (flag.archived) return undefined;
          await demandDead(store, project, flag);
          const value = { ...definitionOf(flag), archived: true };
          demandFit(
            'required',
            `Flag "${key}" cannot be archived`,
            checkRequirers(key, value, await store.flags(project)),
          );
          return {
            action: 'flag.archive',
            flag: key,
            environment: null,
            comment,
            writes: [{ type: 'flag', key, value }],
          };
        });
        const flag = await find.flag(store, project, key);
        c.header('etag', etag(flag.version));
        return c.json(flag, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/projects/{project}/flags/{flag}/unarchive',
        summary: 'Bring an archived flag back, off in every environment',
        description: 'Refused when a flag that it requires is gone by now.',
        tags: ['Flags'],
        'x-role': 'editor',
        request: { params: flagParams, body: body(archiveFlagSchema) },
        responses: { 200: answer(flagSchema, 'The flag, off everywhere.') },
      }),
      async (c) => {
        const { project, flag: key } = c.req.valid('param');
        const { comment } = c.req.valid('json');
        await applyChange(store, project, actorOf(c), async () => {
          const flag = await find.flag(store, project, key);
          if (!flag.archived) return undefined;
          demandFit(
            'does_not_fit',
            `Flag "${key}" cannot come back`,
            checkOwnPrerequisites(flag, await store.flags(project), 'archived'),
          );
          return {
            action: 'flag.unarchive',
            flag: key,
            environment: null,
            comment,
            writes: [
              { type: 'flag', key, value: { ...definitionOf(flag), archived: false } },
              ...turnOff(flag),
            ],
          };
        });
        const flag = await find.flag(store, project, key);
        c.header('etag', etag(flag.version));
        return c.json(flag, 200);
      },
    );
}

function demandFit(code: string, what: string, errors: FieldProblem[]): void {
  const [first] = errors;
  if (first) throw refuse(409, code, `${what}: ${first.problem}. ${first.remedy}`, { errors });
}

async function demandDead(
  store: Store,
  project: string,
  flag: Awaited<ReturnType<typeof find.flag>>,
): Promise<void> {
  const environments = await store.environments(project);
  const live = liveIn(
    flag,
    environments.filter(({ production }) => production).map(({ key }) => key),
  );
  if (live.length === 0) return;
  throw refuse(
    409,
    'still_on',
    `Flag "${flag.key}" is on in ${live.join(', ')}: there, people would get the application's default. Turn it off first.`,
  );
}
