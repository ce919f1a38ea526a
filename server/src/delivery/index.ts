import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import { loadRuleset, type LiveRuleset, type RefreshedRuleset } from './live-ruleset.ts';

export type { LiveRuleset } from './live-ruleset.ts';
export type { Audience } from './audience.ts';
export type { View } from './view.ts';
export { authenticate } from './authenticate.ts';
export type { StreamProtocol } from './channel.ts';
export { cors } from './cors.ts';
export { matchesTag } from './etag.ts';
export type { Feed } from './feed.ts';
export { rulesetOf } from './ruleset-of.ts';
export type { SdkEnv } from './sdk-env.ts';
export type { SdkKeys } from './sdk-keys.ts';
export { openStream } from './stream-route.ts';
export type { Streams } from './streams.ts';

/** The rulesets of all environments that somebody asked for, kept up to date. */
export interface LiveRulesets {
  /** Undefined when there is no such environment. Rejects when the store fails; the next call tries again. */
  get(project: string, environment: string): Promise<LiveRuleset | undefined>;
  /** Calls back for each ruleset once it is loaded and after every revision that it moves to. */
  onAdopted(listener: (ruleset: LiveRuleset) => void): () => void;
  /** Stops refreshing. */
  close(): void;
}

export interface LiveRulesetsDeps {
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
