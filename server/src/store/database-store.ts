import { apiTokenStore } from './api-tokens.ts';
import { commit } from './commit.ts';
import { createNotices } from './notices.ts';
import type { Engine, SequencedNotice, Transaction } from './engine.ts';
import { exposureStore } from './exposures.ts';
import { instanceStore } from './instances.ts';
import { metricStore } from './metrics.ts';
import { migrate, missingMigrations, newestMigration } from './migrate.ts';
import { changeReads } from './change-reads.ts';
import { commitProbe } from './probe.ts';
import { projectReads } from './project-reads.ts';
import { rulesetAt } from './ruleset-at.ts';
import { rulesetDelta } from './ruleset-delta.ts';
import { sdkKeyStore } from './sdk-keys.ts';
import type { Store } from './store.ts';

export interface StoreOptions {
  /** Told of failures that no caller waits for: a lost connection, a listener that throws. */
  onError: (error: unknown) => void;
  now: () => number;
}

/** The store over an engine. Nothing from here on knows which one it is. */
export function createStore(engine: Engine, options: StoreOptions): Store {
  const notices = createNotices(engine, options.onError);
  let closing: Promise<void> | undefined;

  /** A transaction that every instance hears of once it is through. */
  async function announced<T extends { notice: SequencedNotice }>(
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    const committed = await engine.write(async (transaction) => {
      const done = await work(transaction);
      await transaction.notify(done.notice);
      return done;
    });
    notices.committed(committed.notice);
    return committed;
  }

  async function close(): Promise<void> {
    await notices.close();
    await engine.close();
  }

  return {
    engine: engine.name,
    authAdapter: engine.authAdapter,

    migrate: () => migrate(engine, options.now),
    schemaVersion: () => newestMigration(engine.query),
    missingMigrations: () => missingMigrations(engine),
    async ping() {
      await engine.query('select 1');
    },
    close: () => (closing ??= close()),

    ...projectReads(engine),
    ...sdkKeyStore(engine),
    ...apiTokenStore(engine),
    ...changeReads(engine),
    ...exposureStore(engine, options),
    ...metricStore(engine),
    ...instanceStore(engine),

    async commit(change, actor) {
      const { entry } = await announced((transaction) => commit(transaction, change, actor, options.now()));
      return entry;
    },
    async commitProbe(key) {
      const { position } = await announced((transaction) => commitProbe(transaction, key, options.now()));
      return position;
    },
    watch: (listener) => notices.watch(listener),
    rulesetDelta: (project, environment, since) =>
      engine.snapshot((transaction) => rulesetDelta(transaction, project, environment, since)),
    rulesetAt: (project, environment, revision) => rulesetAt(engine, project, environment, revision),
  };
}
