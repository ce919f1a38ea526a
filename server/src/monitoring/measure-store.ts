import {
  DuplicateError,
  StaleBasisError,
  UnknownProjectError,
  UnknownReferenceError,
  type Store,
} from '../store/store.ts';
import type { Monitor } from './monitor.ts';

/** What a commit may meet without anything being wrong with the database. */
const REFUSALS = [DuplicateError, StaleBasisError, UnknownProjectError, UnknownReferenceError];

/** The same store, which tells of its commits. */
export function measureStore(store: Store, monitor: Monitor): Store {
  return {
    ...store,
    async commit(change, actor) {
      const began = performance.now();
      const seconds = (): number => (performance.now() - began) / 1_000;
      try {
        const entry = await store.commit(change, actor);
        monitor.committed('done', seconds());
        return entry;
      } catch (error) {
        const refused = REFUSALS.some((kind) => error instanceof kind);
        monitor.committed(refused ? 'refused' : 'failed', seconds());
        throw error;
      }
    },
  };
}
