import { and, lt, ne, or, isNull } from 'drizzle-orm';
import { formatPosition, type Position } from '@signalbox/core/sync';
import { lockProject } from './commit.ts';
import type { SequencedNotice, Transaction } from './engine.ts';
import { HIDDEN_PROJECT } from './hidden.ts';
import type { Change, EnvironmentSettings, FlagConfig, FlagDefinition, Write } from './model.ts';
import { createRevisions } from './revisions.ts';
import { CorruptRowError, type ProbeKey } from './store.ts';
import { applyWrite } from './writes.ts';

/** The one flag there. It answers with the position at which it was last written: `epoch.revision`. */
export const PROBE_FLAG = 'position';

const ENVIRONMENT = 'probe';
const SETTINGS: EnvironmentSettings = { name: 'Probe', position: 0, production: false, color: 'gray' };
const CONFIG: FlagConfig = {
  enabled: true,
  offVariant: 'now',
  rules: [],
  fallthrough: { variant: 'now' },
  killed: null,
};

/** A server that ended left its key behind. One that runs uses its key, which is noted once a minute. */
const KEY_KEPT_MS = 3_600_000;

/**
 * A commit in all but the log: the same locks, writes and revisions in one transaction, without an entry. Makes whatever
 * is not there, the first time as after a restore of the database.
 */
export async function commitProbe(
  transaction: Transaction,
  key: ProbeKey,
  at: number,
): Promise<{ position: Position; notice: SequencedNotice }> {
  const change = changeOf([{ type: 'project', value: { name: 'Probe' } }]);
  const project = await lockProject(transaction, change, at);
  const sequence = project.sequence + 1;
  const revisions = await createRevisions(transaction, HIDDEN_PROJECT, at);
  if (!revisions.settings(ENVIRONMENT)) await revisions.create(ENVIRONMENT, SETTINGS);

  const position = { epoch: await epochOf(transaction), revision: revisions.next(ENVIRONMENT) };
  const context = { transaction, revisions, project: HIDDEN_PROJECT, sequence, at, change };
  for (const write of writesOf(position)) await applyWrite(context, write);
  await revisions.save(false);
  await transaction.update('projects', { key: HIDDEN_PROJECT }, { sequence });

  const sdkKeys = await keepKey(transaction, key, at);
  return { position, notice: { project: HIDDEN_PROJECT, sequence, environments: [ENVIRONMENT], sdkKeys } };
}

function changeOf(writes: Write[]): Change {
  return { project: HIDDEN_PROJECT, action: 'flag.configure', environment: ENVIRONMENT, comment: '', writes };
}

function writesOf(position: Position): Write[] {
  return [
    { type: 'flag', key: PROBE_FLAG, value: definitionAt(position) },
    { type: 'flagConfig', key: PROBE_FLAG, environment: ENVIRONMENT, value: CONFIG },
  ];
}

function definitionAt(position: Position): FlagDefinition {
  return {
    kind: 'ops',
    valueType: 'string',
    variants: [{ name: 'now', value: formatPosition(position) }],
    description: '',
    owner: '',
    tags: [],
    runbookUrl: null,
    expectedRemoval: null,
    clientSide: false,
    salt: 'probe-01',
    archived: false,
  };
}

async function epochOf(transaction: Transaction): Promise<string> {
  const [row] = await transaction.find('environments', { project: HIDDEN_PROJECT, key: ENVIRONMENT });
  if (!row) throw new CorruptRowError('The environment of the probe is gone');
  return row.epoch;
}

/** Says whether keys changed. */
async function keepKey(
  transaction: Transaction,
  { id, prefix, hash }: ProbeKey,
  at: number,
): Promise<boolean> {
  const isNew = await transaction.insertIfNew('sdkKeys', {
    id,
    project: HIDDEN_PROJECT,
    environment: ENVIRONMENT,
    kind: 'server',
    name: 'Probe',
    prefix,
    hash,
    createdAt: at,
    revokedAt: null,
    lastUsedAt: null,
  });
  const { sdkKeys } = transaction.tables;
  const old = at - KEY_KEPT_MS;
  const unused = or(isNull(sdkKeys.lastUsedAt), lt(sdkKeys.lastUsedAt, old));
  const left = and(ne(sdkKeys.id, id), lt(sdkKeys.createdAt, old), unused);
  await transaction.delete('sdkKeys', { project: HIDDEN_PROJECT, environment: ENVIRONMENT }, left);
  return isNew;
}
