import { randomBytes } from 'node:crypto';
import type { Transaction } from './engine.ts';
import type { EnvironmentSettings } from './model.ts';
import { UnknownReferenceError } from './store.ts';

/** The environments of a project during one commit, and the revisions that it gives them: one each at most. */
export interface Revisions {
  /** The environment's settings; undefined when there is none of that key. */
  settings(environment: string): EnvironmentSettings | undefined;
  /** Throws for an environment that is not there. */
  require(environment: string): void;
  create(environment: string, settings: EnvironmentSettings): Promise<void>;
  change(environment: string, settings: EnvironmentSettings): Promise<void>;
  /** Gives the environment another epoch. */
  renew(environment: string): Promise<{ before: string; after: string }>;
  /** The environment's next revision, the same however often it is asked for in this commit. */
  next(environment: string): number;
  /** The revisions given. */
  reached(): Record<string, number>;
  /** Environments that have a new revision or other settings. */
  touched(): string[];
  save(urgent: boolean): Promise<void>;
}

export async function createRevisions(
  transaction: Transaction,
  project: string,
  at: number,
): Promise<Revisions> {
  const rows = await transaction.find('environments', { project });
  const environments = new Map(rows.map((row) => [row.key, row]));
  const reached = new Map<string, number>();
  const changed = new Set<string>();

  function get(key: string) {
    const row = environments.get(key);
    if (!row) throw new UnknownReferenceError(`Project ${project} has no environment ${key}`);
    return row;
  }

  return {
    settings(key) {
      const row = environments.get(key);
      if (!row) return undefined;
      const { name, position, production, color } = row;
      return { name, position, production, color };
    },
    require: get,
    async create(key, settings) {
      const row = {
        ...settings,
        project,
        key,
        epoch: newEpoch(),
        revision: 0,
        committedAt: at,
        urgentRevision: 0,
        createdAt: at,
      };
      environments.set(key, row);
      changed.add(key);
      await transaction.insert('environments', row);
    },
    async change(key, settings) {
      environments.set(key, { ...get(key), ...settings });
      changed.add(key);
      await transaction.update('environments', { project, key }, settings);
    },
    async renew(key) {
      const row = get(key);
      const epoch = newEpoch();
      environments.set(key, { ...row, epoch });
      changed.add(key);
      await transaction.update('environments', { project, key }, { epoch });
      return { before: row.epoch, after: epoch };
    },
    next(key) {
      const revision = get(key).revision + 1;
      reached.set(key, revision);
      return revision;
    },
    reached: () => Object.fromEntries(reached),
    touched: () => [...new Set([...reached.keys(), ...changed])],
    async save(urgent) {
      for (const [key, revision] of reached) {
        await transaction.update(
          'environments',
          { project, key },
          { revision, committedAt: at, ...(urgent && { urgentRevision: revision }) },
        );
      }
    },
  };
}

/** Letters, digits, `-` and `_`, as the wire protocol asks of an epoch. */
function newEpoch(): string {
  return randomBytes(9).toString('base64url');
}
