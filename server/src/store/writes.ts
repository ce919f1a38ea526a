import type { Transaction } from './engine.ts';
import { toJson } from './json.ts';
import type { Change, ChangeItem, FlagDefinition, Write } from './model.ts';
import type { Revisions } from './revisions.ts';
import { DuplicateError, UnknownReferenceError } from './store.ts';

/** What a write needs to know of the commit that it belongs to. */
export interface WriteContext {
  transaction: Transaction;
  revisions: Revisions;
  project: string;
  /** Of this commit. */
  sequence: number;
  at: number;
  change: Change;
}

type WriteOf<T extends Write['type']> = Extract<Write, { type: T }>;

/** Does one write and says what it did. */
export async function applyWrite(context: WriteContext, write: Write): Promise<ChangeItem> {
  const { key, environment, before, after } = await dispatch(context, write);
  if (before !== undefined && context.change.action === `${write.type}.create`) {
    throw new DuplicateError(`Project ${context.project} has a ${write.type} ${key} already`);
  }
  return { type: write.type, key, environment, before: toJson(before ?? null), after: toJson(after ?? null) };
}

interface Outcome {
  key: string;
  environment: string | null;
  /** Undefined when there was nothing. */
  before: unknown;
  after: unknown;
}

function dispatch(context: WriteContext, write: Write): Promise<Outcome> {
  switch (write.type) {
    case 'project':
      return writeProject(context, write);
    case 'environment':
      return writeEnvironment(context, write);
    case 'flag':
      return writeFlag(context, write);
    case 'flagConfig':
      return writeFlagConfig(context, write);
    case 'segment':
      return writeSegment(context, write);
    // No case of its own: another type of write then does not compile here.
    default:
      return writeSdkKey(context, write);
  }
}

async function writeProject(
  { transaction, project, sequence }: WriteContext,
  { value: { name } }: WriteOf<'project'>,
): Promise<Outcome> {
  const [row] = await transaction.find('projects', { key: project });
  await transaction.update('projects', { key: project }, { name });
  // The row is made before its first change, to have something to lock.
  const before = row && sequence > 1 ? { name: row.name } : undefined;
  return { key: project, environment: null, before, after: { name } };
}

async function writeEnvironment(
  { revisions }: WriteContext,
  { environment, value, newEpoch }: WriteOf<'environment'>,
): Promise<Outcome> {
  const { name, position, production, color } = value;
  const settings = { name, position, production, color };
  const before = revisions.settings(environment);
  if (newEpoch) {
    const epoch = await revisions.renew(environment);
    return {
      key: environment,
      environment,
      before: { ...before, epoch: epoch.before },
      after: { ...before, epoch: epoch.after },
    };
  }
  if (before) await revisions.change(environment, settings);
  else await revisions.create(environment, settings);
  return { key: environment, environment, before, after: settings };
}

async function writeFlag(context: WriteContext, { key, value }: WriteOf<'flag'>): Promise<Outcome> {
  const { transaction, project, sequence, at } = context;
  const [row] = await transaction.find('flags', { project, key });
  const values = { definition: value, version: sequence };
  if (row) await transaction.update('flags', { project, key }, values);
  else await transaction.insert('flags', { project, key, ...values, createdAt: at });
  if (row && seenBySdks(row.definition) !== seenBySdks(value)) await reviseConfigs(context, key);
  return { key, environment: null, before: row?.definition, after: value };
}

/** The part of a definition that rulesets are made of, to compare. */
export function seenBySdks(definition: FlagDefinition): string {
  const { valueType, variants, salt, clientSide, archived, metadata } = definition;
  return JSON.stringify([valueType, variants, salt, clientSide, archived, metadata]);
}

/** A ruleset's flag is made of definition and config: when the one changes, the other tells the environments. */
async function reviseConfigs(
  { transaction, revisions, project, at }: WriteContext,
  flag: string,
): Promise<void> {
  for (const { environment } of await transaction.find('flagConfigs', { project, flag })) {
    const version = revisions.next(environment);
    await transaction.update('flagConfigs', { project, environment, flag }, { version, updatedAt: at });
  }
}

async function writeFlagConfig(
  { transaction, revisions, project, at }: WriteContext,
  { key: flag, environment, value }: WriteOf<'flagConfig'>,
): Promise<Outcome> {
  const identity = { project, environment, flag };
  const values = { config: value, version: revisions.next(environment), updatedAt: at };
  const [row] = await transaction.find('flagConfigs', identity);
  if (row) {
    await transaction.update('flagConfigs', identity, values);
  } else {
    const [definition] = await transaction.find('flags', { project, key: flag });
    if (!definition) throw new UnknownReferenceError(`Project ${project} has no flag ${flag}`);
    await transaction.insert('flagConfigs', { ...identity, ...values });
  }
  return { key: flag, environment, before: row?.config, after: value };
}

async function writeSegment(
  { transaction, revisions, project, at }: WriteContext,
  { key, environment, value }: WriteOf<'segment'>,
): Promise<Outcome> {
  const identity = { project, environment, key };
  const values = { content: value, version: revisions.next(environment), updatedAt: at };
  const [row] = await transaction.find('segments', identity);
  if (!row?.content && value === null) {
    throw new UnknownReferenceError(`Environment ${environment} of project ${project} has no segment ${key}`);
  }
  if (row) await transaction.update('segments', identity, values);
  else await transaction.insert('segments', { ...identity, ...values });
  return { key, environment, before: row?.content ?? undefined, after: value };
}

async function writeSdkKey(
  { transaction, revisions, project, at }: WriteContext,
  { id, environment, value }: WriteOf<'sdkKey'>,
): Promise<Outcome> {
  revisions.require(environment);
  // `hash` stays out of `logged`: it would let whoever reads the log look for keys.
  const { hash, kind, name, prefix, revokedAt } = value;
  const logged = { kind, name, prefix, revokedAt };
  const [row] = await transaction.find('sdkKeys', { id, project, environment });
  if (row) {
    await transaction.update('sdkKeys', { id }, hash === undefined ? logged : { ...logged, hash });
  } else {
    if (hash === undefined) throw new UnknownReferenceError(`Project ${project} has no SDK key ${id}`);
    const identity = { id, project, environment };
    await transaction.insert('sdkKeys', { ...identity, ...logged, hash, createdAt: at, lastUsedAt: null });
  }
  const before = row && { kind: row.kind, name: row.name, prefix: row.prefix, revokedAt: row.revokedAt };
  return { key: id, environment, before, after: logged };
}
