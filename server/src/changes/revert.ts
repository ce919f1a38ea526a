import { isDeepStrictEqual } from 'node:util';
import { notFound, refuse } from '../http/problem.ts';
import { mayAct, type Role } from '../people/schema.ts';
import type { ChangeAction, ChangeEntry, ChangeItem } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import type { Decision } from '../apply-change.ts';
import { checkReverted } from './check-reverted.ts';
import { currentValue, withoutKill, writeBefore } from './reverted-items.ts';

/** What cannot be taken back this way, and what to do instead. */
const INSTEAD: Partial<Record<ChangeAction, string>> = {
  'project.create': 'A project cannot be taken back.',
  'environment.create': 'An environment cannot be taken back.',
  'environment.renew': 'SDKs follow the new epoch already.',
  'flag.create': 'Archive the flag instead.',
  'flag.kill': 'Restore the flag instead.',
  'flag.restore': 'Kill the flag instead.',
  'sdkKey.create': 'Revoke the SDK key instead.',
  'sdkKey.revoke': 'Create another SDK key instead.',
};

/** Whoever may not change these may not put them back either. */
const ADMINISTERED = new Set<ChangeItem['type']>(['project', 'environment']);

/** Decides what puts things back to where they were before a change. Undefined when they are there already. */
export async function revertChange(
  store: Store,
  project: string,
  { sequence, comment, role }: { sequence: number; comment: string; role: Role },
): Promise<Decision | undefined> {
  const change = await store.change(project, sequence);
  if (!change) throw notFound('change', String(sequence));
  const instead = INSTEAD[change.action];
  if (instead) throw refuse(409, 'not_revertible', `Change ${sequence} cannot be reverted. ${instead}`);

  if (change.items.some(({ type }) => ADMINISTERED.has(type)) && !mayAct(role, 'admin')) {
    throw refuse(403, 'role_too_low', `Change ${sequence} is about settings that need the role "admin".`);
  }

  const items = change.items.filter((item) => !same(item, item.before, item.after));
  const pending: ChangeItem[] = [];
  for (const item of items) {
    const current = await currentValue(store, project, item);
    if (same(item, current, item.before)) continue;
    if (!same(item, current, item.after)) throw await touchedSince(store, change, item);
    pending.push(item);
  }
  if (pending.length === 0) return undefined;

  const writes = await Promise.all(pending.map((item) => writeBefore(store, project, item)));
  await checkReverted(store, project, writes);
  return {
    action: 'change.revert',
    ...(change.flag !== null && { flag: change.flag }),
    ...(change.segment !== null && { segment: change.segment }),
    environment: change.environment,
    comment: comment === '' ? `Reverts change ${sequence}` : comment,
    writes,
  };
}

/** Kills are no part of the comparison: reverting never touches them. */
function same(item: ChangeItem, a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(withoutKill(item, a), withoutKill(item, b));
}

async function touchedSince(store: Store, change: ChangeEntry, item: ChangeItem) {
  const later = await laterChange(store, change, item);
  const who = later ? `change ${later.sequence} by ${later.actor.name}` : 'a later change';
  const where = item.environment === null ? '' : ` in ${item.environment}`;
  return refuse(
    409,
    'changed_since',
    `${who} touched ${nameOf(item)}${where} after change ${change.sequence}. Revert that one first, or edit it by hand.`,
    later ? { current: later.sequence } : {},
  );
}

/** The newest change that touched the same thing. */
async function laterChange(
  store: Store,
  change: ChangeEntry,
  item: ChangeItem,
): Promise<ChangeEntry | undefined> {
  const entries = await store.changes(change.project, {
    ...(change.flag !== null && { flag: change.flag }),
    ...(change.segment !== null && { segment: change.segment }),
    limit: 200,
  });
  return entries.find(
    (entry) =>
      entry.sequence > change.sequence &&
      entry.items.some(
        (other) =>
          other.type === item.type &&
          other.key === item.key &&
          other.environment === item.environment &&
          !same(other, other.before, other.after),
      ),
  );
}

function nameOf(item: ChangeItem): string {
  const noun = item.type === 'flagConfig' ? 'flag' : item.type;
  return `${noun} "${item.key}"`;
}
