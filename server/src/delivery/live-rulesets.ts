import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import { loadRuleset, type LiveRuleset, type RefreshedRuleset } from './live-ruleset.ts';

/** The rulesets of all environments that somebody asked for, kept up to date. */
export interface LiveRulesets {
  /** Undefined when there is no such environment. Rejects when the store fails; the next call tries again. */
  get(project: string, environment: string): Promise<LiveRuleset | undefined>;
  /** Calls back for each ruleset once it is loaded and after every revision that it moves to. */
  onAdopted(listener: (ruleset: LiveRuleset) => void): () => void;
  /** Stops refreshing. */
  close(): void;
}

interface LiveRulesetsDeps {
  store: Store;
  logger: Pick<Logger, 'warn'>;
}

export function createLiveRulesets({ store, logger }: LiveRulesetsDeps): LiveRulesets {
  const loading = new Map<string, Promise<RefreshedRuleset | undefined>>();
  const listeners = new Set<(ruleset: LiveRuleset) => void>();
  const closing = new AbortController();

  function onAdopted(ruleset: LiveRuleset): void {
    for (const listener of listeners) listener(ruleset);
  }

  function load(project: string, environment: string): Promise<RefreshedRuleset | undefined> {
    return loadRuleset({ store, logger, onAdopted, signal: closing.signal }, project, environment);
  }

  const unwatch = store.watch(({ project, environments }) => {
    for (const environment of environments) {
      // A notice during the first read may be about something it did not see.
      void loading.get(id(project, environment))?.then(
        (loaded) => loaded?.refresh(),
        () => undefined,
      );
    }
  });

  return {
    async get(project, environment) {
      const key = id(project, environment);
      let promise = loading.get(key);
      if (!promise) {
        promise = load(project, environment);
        loading.set(key, promise);
        const forget = () => loading.delete(key);
        promise.then((loaded) => loaded ?? forget(), forget);
      }
      return (await promise)?.ruleset;
    },
    onAdopted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      unwatch();
      closing.abort();
      listeners.clear();
    },
  };
}

function id(project: string, environment: string): string {
  return `${project}/${environment}`;
}
