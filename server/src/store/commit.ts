import { chainHash, CHAIN_START } from './log-chain.ts';
import type { UnhashedEntry } from './content.ts';
import type { SequencedNotice, Transaction } from './engine.ts';
import { isHidden } from './hidden.ts';
import type { Actor, Change, ChangeEntry, ChangeItem } from './model.ts';
import { createRevisions } from './revisions.ts';
import type { Rows } from './rows.ts';
import { CorruptRowError, StaleBasisError, UnknownProjectError } from './store.ts';
import { applyWrite } from './writes.ts';

const URGENT = new Set<Change['action']>(['flag.kill', 'flag.restore']);

/**
 * The one write path, inside a transaction of the engine. The project's row is locked first, so commits to a project
 * follow one another: sequences and revisions have no gaps and become visible in order.
 */
export async function commit(
  transaction: Transaction,
  change: Change,
  actor: Actor,
  at: number,
): Promise<{ entry: ChangeEntry; notice: SequencedNotice }> {
  // Its log stays empty: see probe.ts.
  if (isHidden(change.project)) throw new UnknownProjectError(`There is no project ${change.project}`);
  const project = await lockProject(transaction, change, at);
  if (change.basis !== undefined && change.basis !== project.sequence) {
    throw new StaleBasisError(
      `Project ${project.key} is at change ${project.sequence}; the decision was made at ${change.basis}`,
    );
  }

  const sequence = project.sequence + 1;
  const revisions = await createRevisions(transaction, project.key, at);
  const items: ChangeItem[] = [];
  for (const write of change.writes) {
    items.push(
      await applyWrite({ transaction, revisions, project: project.key, sequence, at, change }, write),
    );
  }
  await revisions.save(URGENT.has(change.action));
  await transaction.update('projects', { key: project.key }, { sequence });

  const entry = await appendEntry(transaction, {
    project: project.key,
    sequence,
    at,
    actor: signedBy(actor),
    action: change.action,
    flag: change.flag ?? null,
    segment: change.segment ?? null,
    environment: change.environment ?? null,
    comment: change.comment,
    items,
    revisions: revisions.reached(),
  });
  return {
    entry,
    notice: {
      project: project.key,
      sequence,
      environments: revisions.touched(),
      sdkKeys: change.writes.some((write) => write.type === 'sdkKey'),
    },
  };
}

/** Only what the log keeps, whatever else the object carries. */
function signedBy({ type, id, name, token }: Actor): Actor {
  return { type, id, name, ...(token && { token: { id: token.id, name: token.name } }) };
}

/** Takes the project's row for this transaction; makes it first where the change creates the project. */
export async function lockProject(
  transaction: Transaction,
  change: Change,
  at: number,
): Promise<Rows['projects']> {
  const key = change.project;
  const [first] = change.writes;
  if (first?.type === 'project') {
    // The name comes with the write. Of two that create the same project, the second waits here for the first.
    await transaction.insertIfNew('projects', { key, name: '', sequence: 0, createdAt: at });
  }
  const [project] = await transaction.find('projects', { key }, { lock: true });
  if (!project) throw new UnknownProjectError(`There is no project ${key}`);
  return project;
}

async function appendEntry(transaction: Transaction, entry: UnhashedEntry): Promise<ChangeEntry> {
  const hash = chainHash(await lastHash(transaction, entry.project, entry.sequence - 1), entry);
  const { project, sequence, flag, segment, environment } = entry;
  await transaction.insert('changes', { project, sequence, flag, segment, environment, entry, hash });
  return { ...entry, hash };
}

async function lastHash(transaction: Transaction, project: string, sequence: number): Promise<string> {
  if (sequence === 0) return CHAIN_START;
  const [last] = await transaction.find('changes', { project, sequence });
  if (!last)
    throw new CorruptRowError(`Entry ${sequence} of project ${project} is missing from the change log`);
  return last.hash;
}
