import { randomUUID } from 'node:crypto';
import { applyChange, type Decision } from '../apply-change.ts';
import { find } from '../find.ts';
import { checkConfig, checkDefinition, newFlag } from '../flags/index.ts';
import { newProject } from '../projects/index.ts';
import { randomText } from '../random.ts';
import { newSdkKey } from '../sdk-keys/index.ts';
import type { Actor, FlagConfig, Write } from '../store/model.ts';
import { DuplicateError, type Store } from '../store/store.ts';
import { DEMO_FLAGS, type DemoFlag } from './flags.ts';
import { moveDemoKeys, writeDemoKeys, type DemoKeys } from './keys-file.ts';
import { BETA_TESTERS, DEMO_PROJECT } from './project.ts';

interface SeedDeps {
  store: Store;
  url: string;
  dataFolder: string;
}

const ACTOR: Actor = { type: 'system', id: 'demo', name: 'Demo' };

/** Fills an empty database with a shop's flags and their history. Undefined when there is a project already. */
export async function seedDemo({ store, url, dataFolder }: SeedDeps): Promise<DemoKeys | undefined> {
  if ((await store.projects()).length > 0) {
    await moveDemoKeys(dataFolder, url);
    return undefined;
  }
  const { key, name, environment } = DEMO_PROJECT;
  try {
    const change = { project: key, action: 'project.create', environment: null } as const;
    await store.commit({ ...change, comment: 'Our shop gets its flags', writes: newProject(name) }, ACTOR);
  } catch (error) {
    // Another instance, started at the same moment, is seeding.
    if (error instanceof DuplicateError) return undefined;
    throw error;
  }
  const environments = (await store.environments(key)).map((candidate) => candidate.key);
  for (const target of environments) await write(store, segmentIn(target));
  for (const flag of DEMO_FLAGS) await seedFlag(store, environments, flag);

  const serverKey = await createKey(store, 'server', 'Demo shop');
  const clientKey = await createKey(store, 'client', 'Demo shop, in the page');
  const keys = { url, project: key, environment, serverKey, clientKey };
  await writeDemoKeys(dataFolder, keys);
  return keys;
}

async function write(store: Store, decision: Decision): Promise<void> {
  await applyChange(store, DEMO_PROJECT.key, ACTOR, async () => decision);
}

function segmentIn(environment: string): Decision {
  const { key, value, comment } = BETA_TESTERS;
  const writes: Write[] = [{ type: 'segment', key, environment, value }];
  return { action: 'segment.create', segment: key, environment, comment, writes };
}

/** Born off like every other flag, then configured step by step. */
async function seedFlag(store: Store, environments: string[], flag: DemoFlag): Promise<void> {
  const { key, comment, steps, ...wanted } = flag;
  const { definition, config } = newFlag(wanted, randomText(8));
  const problems = checkDefinition(definition);
  if (problems[0]) throw new Error(`Demo flag ${key}: ${problems[0].field} ${problems[0].problem}`);
  await write(store, {
    action: 'flag.create',
    flag: key,
    environment: null,
    comment,
    writes: [
      { type: 'flag', key, value: definition },
      ...environments.map((environment): Write => ({ type: 'flagConfig', key, environment, value: config })),
    ],
  });
  for (const { environment, comment: why, ...change } of steps) {
    const value: FlagConfig = { ...config, ...change };
    await write(store, await configured(store, key, environment, value, why));
  }
}

async function configured(
  store: Store,
  key: string,
  environment: string,
  value: FlagConfig,
  comment: string,
): Promise<Decision> {
  const { variants } = await find.flag(store, DEMO_PROJECT.key, key);
  const [problem] = checkConfig(value, { variants, segments: [BETA_TESTERS.key] });
  if (problem) throw new Error(`Demo flag ${key} in ${environment}: ${problem.field} ${problem.problem}`);
  const writes: Write[] = [{ type: 'flagConfig', key, environment, value }];
  return { action: 'flag.configure', flag: key, environment, comment, writes };
}

async function createKey(store: Store, kind: 'server' | 'client', name: string): Promise<string> {
  const { environment } = DEMO_PROJECT;
  const { sdkKey, prefix, hash } = newSdkKey(kind);
  await write(store, {
    action: 'sdkKey.create',
    environment,
    comment: 'For the demo shop',
    writes: [
      { type: 'sdkKey', id: randomUUID(), environment, value: { kind, name, prefix, hash, revokedAt: null } },
    ],
  });
  return sdkKey;
}
