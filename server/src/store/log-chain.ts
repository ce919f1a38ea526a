import { createHash } from 'node:crypto';
import type { UnhashedEntry } from './content.ts';
import { canonicalJson, toJson } from './json.ts';
import type { ChangeEntry } from './model.ts';
import { CorruptRowError, UnknownProjectError, type Store } from './store.ts';

/** What the first entry of a log is chained to. */
export const CHAIN_START = '';

/** SHA-256 over the hash before and the entry, so that no earlier entry can change without changing every later hash. */
export function chainHash(previous: string, entry: UnhashedEntry): string {
  return createHash('sha256')
    .update(previous + canonicalJson(toJson(entry)))
    .digest('hex');
}

export type LogVerdict =
  | { intact: true; entries: number; lastHash: string }
  | { intact: false; sequence: number; problem: string };

const PAGE = 200;

/** Computes a project's chain again and names the first entry that does not fit. */
export async function verifyLog(store: Store, project: string): Promise<LogVerdict> {
  const found = await store.project(project);
  if (!found) throw new UnknownProjectError(`There is no project ${project}`);

  let previous = CHAIN_START;
  for (let first = 1; first <= found.sequence; first += PAGE) {
    const entries = await readPage(store, project, first);
    for (let sequence = first; sequence < first + PAGE && sequence <= found.sequence; sequence++) {
      const entry = entries.get(sequence);
      if (entry === 'unreadable') return { intact: false, sequence, problem: 'The entry cannot be read' };
      if (!entry) return { intact: false, sequence, problem: 'The entry is missing' };
      const { hash, ...unhashed } = entry;
      if (chainHash(previous, unhashed) !== hash) {
        return { intact: false, sequence, problem: 'The entry, or one before it, is not as it was written' };
      }
      previous = hash;
    }
  }
  return { intact: true, entries: found.sequence, lastHash: previous };
}

/** A page of entries by sequence. Where one cannot be read the whole page cannot, so they are then taken one by one. */
async function readPage(store: Store, project: string, first: number) {
  const page = new Map<number, ChangeEntry | 'unreadable'>();
  try {
    const entries = await store.changes(project, { before: first + PAGE, limit: PAGE });
    for (const entry of entries) page.set(entry.sequence, entry);
  } catch (error) {
    if (!(error instanceof CorruptRowError)) throw error;
    for (let sequence = first; sequence < first + PAGE; sequence++) {
      const entry = await store.change(project, sequence).catch(() => 'unreadable' as const);
      if (entry) page.set(sequence, entry);
    }
  }
  return page;
}
