import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from './http/problem.ts';
import { find } from './find.ts';
import type { Actor, Change, ChangeEntry, Project } from './store/model.ts';
import { StaleBasisError, type Store } from './store/store.ts';

/** What a decision wants written; project and basis are filled in here. */
export type Decision = Omit<Change, 'project' | 'basis'>;

const ATTEMPTS = 8;

/**
 * The one way from a request to the database. `decide` reads what it needs and says what to write; when the project
 * moved on between its look and the commit, it decides again on what stands now. It returns undefined when all is as
 * wanted already: then nothing is written, and nothing logged.
 */
export async function applyChange(
  store: Store,
  key: string,
  actor: Actor,
  decide: (project: Project) => Promise<Decision | undefined>,
): Promise<ChangeEntry | undefined> {
  for (let attempt = 1; ; attempt++) {
    // Read before anything that the decision reads: whatever is committed after this makes the commit fail.
    const project = await find.project(store, key);
    const decision = await decide(project);
    if (!decision) return undefined;
    try {
      return await store.commit({ ...decision, project: key, basis: project.sequence }, actor);
    } catch (error) {
      if (!(error instanceof StaleBasisError)) throw error;
      if (attempt === ATTEMPTS) {
        throw refuse(
          409,
          'busy',
          'Many changes are being made to this project at once. Send the request again.',
        );
      }
      await sleep(Math.random() * 10 * attempt);
    }
  }
}
