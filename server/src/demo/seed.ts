import { randomUUID } from 'node:crypto';
import { checkConfig, checkDefinition, newFlag } from '../flags/index.ts';
import { newProject } from '../projects/index.ts';
import { randomText } from '../random.ts';
import { keptOf, newSdkKey } from '../sdk-keys/index.ts';
import type { Actor, Change, FlagConfig, FlagDefinition, SdkKey, Write } from '../store/model.ts';
import { StaleBasisError, type Store } from '../store/store.ts';
import { DEMO_FLAGS, type DemoFlag } from './flags.ts';
import { moveDemoKeys, readDemoKeys, writeDemoKeys, type DemoKeys } from './keys-file.ts';
import { BETA_TESTERS, DEMO_PROJECT } from './project.ts';

interface SeedDeps {
  store: Store;
  url: string;
  dataFolder: string;
}

type Step = Pick<Change, 'action' | 'comment' | 'writes' | 'flag' | 'segment' | 'environment'>;

const ACTOR: Actor = { type: 'system', id: 'demo', name: 'Demo' };

/**
 * Fills an empty database with a shop's flags and their history; undefined when there is something else in it.
 * Each step is one change, so the project's sequence says how many are done: a seeding that was cut off goes on there.
 */
export async function seedDemo({ store, url, dataFolder }: SeedDeps): Promise<DemoKeys | undefined> {
  const history = [createProject(), ...segments(), ...DEMO_FLAGS.flatMap(flagSteps)];
  const done = await stepsDone(store, history.length + KEYS);
  if (done === undefined) {
    await moveDemoKeys(dataFolder, url);
    return undefined;
  }
  try {
    await commitFrom(store, done, history, 0);
    const keys = (done > history.length ? await readDemoKeys(dataFolder) : undefined) ?? newDemoKeys(url);
    // Written before they are committed: a key that nobody wrote down could never be used.
    await writeDemoKeys(dataFolder, keys);
    await commitFrom(store, done, keySteps(keys), history.length);
    return keys;
  } catch (error) {
    // Another instance, started at the same moment, is seeding.
    if (error instanceof StaleBasisError) return undefined;
    throw error;
  }
}

/** Commits those of the steps that are not done yet; the first of them is the project's change `first` + 1. */
async function commitFrom(store: Store, done: number, steps: Step[], first: number): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const basis = first + index;
    if (basis >= done) await store.commit({ project: DEMO_PROJECT.key, basis, ...step }, ACTOR);
  }
}

/** How far the seeding got; undefined when it is complete, or when anybody else has changed anything. */
async function stepsDone(store: Store, all: number): Promise<number | undefined> {
  const [first, ...others] = await store.projects();
  if (!first) return 0;
  if (first.key !== DEMO_PROJECT.key || others.length > 0 || first.sequence >= all) return undefined;
  const changes = await store.changes(first.key, { limit: first.sequence });
  return changes.every(({ actor }) => actor.id === ACTOR.id) ? first.sequence : undefined;
}

function createProject(): Step {
  const { name } = DEMO_PROJECT;
  const comment = 'Our shop gets its flags';
  return { action: 'project.create', environment: null, comment, writes: newProject(name) };
}

/** The environments that a new project begins with. */
const ENVIRONMENTS = newProject(DEMO_PROJECT.name).flatMap((write) =>
  write.type === 'environment' ? [write.environment] : [],
);

function segments(): Step[] {
  const { key, value, comment } = BETA_TESTERS;
  return ENVIRONMENTS.map((environment) => {
    const writes: Write[] = [{ type: 'segment', key, environment, value }];
    return { action: 'segment.create', segment: key, environment, comment, writes };
  });
}

/** Born off like every other flag, then configured step by step. */
function flagSteps({ key, comment, steps, ...wanted }: DemoFlag): Step[] {
  const { definition, config } = newFlag(wanted, randomText(8));
  const [problem] = checkDefinition(definition);
  if (problem) throw new Error(`Demo flag ${key}: ${problem.field} ${problem.problem}`);
  const born: Write[] = [
    { type: 'flag', key, value: definition },
    ...ENVIRONMENTS.map((environment): Write => ({ type: 'flagConfig', key, environment, value: config })),
  ];
  return [
    { action: 'flag.create', flag: key, environment: null, comment, writes: born },
    ...steps.map(({ environment, comment: why, ...change }) =>
      configured(key, definition, environment, { ...config, ...change }, why),
    ),
  ];
}

function configured(
  key: string,
  { variants }: FlagDefinition,
  environment: string,
  value: FlagConfig,
  comment: string,
): Step {
  const [problem] = checkConfig(value, { variants, segments: [BETA_TESTERS.key] });
  if (problem) throw new Error(`Demo flag ${key} in ${environment}: ${problem.field} ${problem.problem}`);
  const writes: Write[] = [{ type: 'flagConfig', key, environment, value }];
  return { action: 'flag.configure', flag: key, environment, comment, writes };
}

function newDemoKeys(url: string): DemoKeys {
  const { key: project, environment } = DEMO_PROJECT;
  return {
    url,
    project,
    environment,
    serverKey: newSdkKey('server'),
    clientKey: newSdkKey('client'),
  };
}

/** Steps that `keySteps` makes. */
const KEYS = 2;

function keySteps({ serverKey, clientKey }: DemoKeys): Step[] {
  return [keyStep('server', 'Demo shop', serverKey), keyStep('client', 'Demo shop, in the page', clientKey)];
}

function keyStep(kind: SdkKey['kind'], name: string, sdkKey: string): Step {
  const { environment } = DEMO_PROJECT;
  const value = { kind, name, ...keptOf(sdkKey), revokedAt: null };
  return {
    action: 'sdkKey.create',
    environment,
    comment: 'For the demo shop',
    writes: [{ type: 'sdkKey', id: randomUUID(), environment, value }],
  };
}
