import { createRoute, z } from '@hono/zod-openapi';
import { isDeepStrictEqual } from 'node:util';
import { applyChange } from '../apply-change.ts';
import { actorOf } from '../http/actor.ts';
import { full, invalid, refuse, type FieldProblem } from '../http/problem.ts';
import { answer, body, createRouter } from '../http/router.ts';
import { flagParams, ifMatchHeader, LIMITS, projectParams } from '../http/schema.ts';
import { demandVersion, etag } from '../http/versions.ts';
import { find } from '../find.ts';
import { checkJsonSchema } from '../json-schema/index.ts';
import { checkOwnPrerequisites, checkRequirers } from '../prerequisites/index.ts';
import { randomText } from '../random.ts';
import type { FlagDefinition, FlagRecord } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import { changed, definitionOf, demandUnarchived } from './records.ts';
import { checkConfig, checkDefinition, checkRemovedVariants, newFlag } from './rules.ts';
import { createFlagSchema, flagSchema, updateFlagSchema } from './schema.ts';

/** What a flag is: the same in every environment. */
export function flagRoutes({ store }: { store: Store }) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/projects/{project}/flags',
        summary: 'All flags of a project, archived ones included',
        tags: ['Flags'],
        'x-role': 'viewer',
        request: { params: projectParams },
        responses: { 200: answer(z.object({ flags: z.array(flagSchema) }), 'Sorted by key.') },
      }),
      async (c) => {
        const { project } = c.req.valid('param');
        await find.project(store, project);
        return c.json({ flags: await store.flags(project) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/projects/{project}/flags',
        summary: 'Create a flag: off in every environment',
        tags: ['Flags'],
        'x-role': 'editor',
        request: { params: projectParams, body: body(createFlagSchema) },
        responses: { 201: answer(flagSchema, 'The flag as it was born.') },
      }),
      async (c) => {
        const { project } = c.req.valid('param');
        const { key, comment, ...wanted } = c.req.valid('json');
        const { definition, config } = newFlag(wanted, randomText(8));
        const problems = checkDefinition(definition);
        if (problems.length === 0) {
          problems.push(...checkConfig(config, { variants: definition.variants, segments: [] }));
        }
        if (problems.length === 0) problems.push(...(await checkJsonSchema(definition)));
        if (problems.length > 0) throw invalid(problems);

        await applyChange(store, project, actorOf(c), async () => {
          const flags = await store.flags(project);
          if (flags.some((flag) => flag.key === key)) {
            throw refuse(409, 'exists', `The project has a flag "${key}" already. Choose another key.`, {
              errors: [{ field: 'key', problem: 'is taken', remedy: 'Choose another key.' }],
            });
          }
          if (flags.length >= LIMITS.flagsPerProject) {
            throw full('flags of this project', LIMITS.flagsPerProject, 'Create it in another project.');
          }
          const environments = await store.environments(project);
          return {
            action: 'flag.create',
            flag: key,
            environment: null,
            comment,
            writes: [
              { type: 'flag', key, value: definition },
              ...environments.map((environment) => ({
                type: 'flagConfig' as const,
                key,
                environment: environment.key,
                value: config,
              })),
            ],
          };
        });
        const flag = await find.flag(store, project, key);
        c.header('etag', etag(flag.version));
        return c.json(flag, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/projects/{project}/flags/{flag}',
        summary: 'One flag, in every environment',
        tags: ['Flags'],
        'x-role': 'viewer',
        request: { params: flagParams },
        responses: { 200: answer(flagSchema, 'Its ETag is what a PATCH names as If-Match.') },
      }),
      async (c) => {
        const { project, flag: key } = c.req.valid('param');
        const flag = await find.flag(store, project, key);
        c.header('etag', etag(flag.version));
        return c.json(flag, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/api/v1/projects/{project}/flags/{flag}',
        summary: 'Change what a flag is',
        description: 'Its value type cannot change. Variants that are still served somewhere cannot go.',
        tags: ['Flags'],
        'x-role': 'editor',
        request: { params: flagParams, headers: ifMatchHeader, body: body(updateFlagSchema) },
        responses: { 200: answer(flagSchema, 'The flag as it stands now.') },
      }),
      async (c) => {
        const { project, flag: key } = c.req.valid('param');
        const { 'if-match': ifMatch } = c.req.valid('header');
        const { comment, ...wanted } = c.req.valid('json');

        await applyChange(store, project, actorOf(c), async () => {
          const flag = await find.flag(store, project, key);
          demandVersion(ifMatch, `Flag "${key}"`, { version: flag.version, value: flag });
          demandUnarchived(flag);
          const before = definitionOf(flag);
          const after = changed(before, wanted);
          if (isDeepStrictEqual(before, after)) return undefined;

          const problems = [...checkDefinition(after), ...checkRemovedVariants(flag, after.variants)];
          if (wanted.variants !== undefined || wanted.clientSide !== undefined) {
            problems.push(...checkAmongOthers(flag, after, await store.flags(project)));
          }
          if (problems.length === 0 && (wanted.variants ?? wanted.jsonSchema)) {
            problems.push(...(await checkJsonSchema(after)));
          }
          if (problems.length > 0) throw invalid(problems);
          return {
            action: 'flag.update',
            flag: key,
            environment: null,
            comment,
            writes: [{ type: 'flag', key, value: after }],
          };
        });
        const flag = await find.flag(store, project, key);
        c.header('etag', etag(flag.version));
        return c.json(flag, 200);
      },
    );
}

/** What other flags would miss, and what it would itself. */
function checkAmongOthers(
  flag: FlagRecord,
  after: FlagDefinition,
  flags: readonly FlagRecord[],
): FieldProblem[] {
  const opened = after.clientSide && !flag.clientSide;
  return [
    ...checkRequirers(flag.key, after, flags),
    ...(opened ? checkOwnPrerequisites({ ...flag, clientSide: true }, flags, 'clientSide') : []),
  ];
}
