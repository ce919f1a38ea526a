import { createRoute } from '@hono/zod-openapi';
import { applyChange } from '../apply-change.ts';
import { actorOf, nameOf } from '../http/actor.ts';
import { invalid, refuse } from '../http/problem.ts';
import { answer, body, createRouter } from '../http/router.ts';
import { flagEnvironmentParams } from '../http/schema.ts';
import { find } from '../find.ts';
import type { ChangeEntry } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import { configOf, demandUnarchived } from './records.ts';
import { killedSchema, killFlagSchema, restoreFlagSchema } from './schema.ts';

/** Entries of the change log that are read at once. */
const PAGE = 50;

/** The kill switch: an override over the rules, which stay as they are for the way back. */
export function killRoutes({ store, now }: { store: Store; now: () => number }) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/projects/{project}/flags/{flag}/environments/{environment}/kill',
        summary: 'Kill a flag: its off variant for everyone, at once',
        description: 'Killing a killed flag answers its state and changes nothing.',
        tags: ['Kill switch'],
        'x-role': 'operator',
        request: { params: flagEnvironmentParams, body: body(killFlagSchema) },
        responses: { 200: answer(killedSchema, 'Where to watch it arrive.') },
      }),
      async (c) => {
        const { project, flag: key, environment } = c.req.valid('param');
        const { reason, incident } = c.req.valid('json');
        const actor = actorOf(c);
        const entry = await applyChange(store, project, actor, async () => {
          const flag = await find.flag(store, project, key);
          const config = find.config(flag, environment);
          demandUnarchived(flag);
          if (config.killed) return undefined;
          const killed = { at: now(), by: nameOf(actor), reason, incident };
          return {
            action: 'flag.kill',
            flag: key,
            environment,
            comment: reason,
            writes: [{ type: 'flagConfig', key, environment, value: { ...configOf(config), killed } }],
          };
        });
        return c.json(await resultOf(store, project, key, environment, entry), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/projects/{project}/flags/{flag}/environments/{environment}/restore',
        summary: 'Lift a kill: the flag behaves as before it',
        tags: ['Kill switch'],
        'x-role': 'operator',
        request: { params: flagEnvironmentParams, body: body(restoreFlagSchema) },
        responses: { 200: answer(killedSchema, 'Where to watch it arrive.') },
      }),
      async (c) => {
        const { project, flag: key, environment } = c.req.valid('param');
        const { confirm, comment } = c.req.valid('json');
        const entry = await applyChange(store, project, actorOf(c), async () => {
          const flag = await find.flag(store, project, key);
          const config = find.config(flag, environment);
          if (confirm !== key) {
            throw invalid([
              { field: 'confirm', problem: "is not the flag's key", remedy: `Type "${key}" to confirm.` },
            ]);
          }
          demandUnarchived(flag);
          if (!config.killed) {
            throw refuse(
              409,
              'not_killed',
              `Flag "${key}" is not killed in ${environment}: nothing to restore.`,
            );
          }
          return {
            action: 'flag.restore',
            flag: key,
            environment,
            comment,
            writes: [{ type: 'flagConfig', key, environment, value: { ...configOf(config), killed: null } }],
          };
        });
        return c.json(await resultOf(store, project, key, environment, entry), 200);
      },
    );
}

/** Without an entry the flag was killed before: the receipt of that kill is the one to watch. */
async function resultOf(
  store: Store,
  project: string,
  key: string,
  environment: string,
  entry: ChangeEntry | undefined,
) {
  const config = find.config(await find.flag(store, project, key), environment);
  const kill = entry ?? (await latestKill(store, project, key, environment));
  return {
    config,
    changed: entry !== undefined,
    sequence: kill?.sequence ?? (await find.project(store, project)).sequence,
    revision: kill?.revisions[environment] ?? config.version,
  };
}

/** The config's own version may be a later one: rules can be edited while the flag is killed. */
async function latestKill(
  store: Store,
  project: string,
  flag: string,
  environment: string,
): Promise<ChangeEntry | undefined> {
  for (let before: number | undefined; ;) {
    const page: ChangeEntry[] = await store.changes(project, { flag, environment, before, limit: PAGE });
    const kill = page.find(({ action }) => action === 'flag.kill');
    if (kill || page.length < PAGE) return kill;
    before = page.at(-1)?.sequence;
  }
}
