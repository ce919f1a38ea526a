import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { RulesetDelta, Store } from '../store/store.ts';
import { contentForClients, contentForServers, type Audience } from './audience.ts';
import { applyDelta, type EnvironmentState } from './state.ts';
import { createView, type View } from './view.ts';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

/** One environment's ruleset in memory, for as long as the server runs. */
export interface LiveRuleset {
  readonly project: string;
  readonly environment: string;
  readonly committedAt: number;
  view(audience: Audience): View;
}

export interface LiveRulesetDeps {
  store: Store;
  logger: Pick<Logger, 'warn'>;
  onAdopted(ruleset: LiveRuleset): void;
  signal: AbortSignal;
}

export interface RefreshedRuleset {
  ruleset: LiveRuleset;
  /** Looks for a newer revision: soon, never twice at the same time, again and again until it works. */
  refresh(): void;
}

/** One revision with all that is made from it: adopted whole or not at all. */
interface Adopted {
  state: EnvironmentState;
  views: Record<Audience, View>;
}

/** Reads an environment from the store; undefined when there is none. */
export async function loadRuleset(
  { store, logger, onAdopted, signal }: LiveRulesetDeps,
  project: string,
  environment: string,
): Promise<RefreshedRuleset | undefined> {
  const first = await store.rulesetDelta(project, environment, 0);
  if (!first) return undefined;

  let current = adopt(undefined, first);
  const ruleset: LiveRuleset = {
    project,
    environment,
    get committedAt() {
      return current.state.committedAt;
    },
    view: (audience) => current.views[audience],
  };

  async function readOnce(): Promise<void> {
    const { epoch, revision } = current.state;
    let delta = await store.rulesetDelta(project, environment, revision);
    // Restored from a backup: the revisions mean something else now.
    if (delta && delta.epoch !== epoch) delta = await store.rulesetDelta(project, environment, 0);
    if (!delta || signal.aborted) return;
    const next = adopt(current, delta);
    if (next === current) return;
    current = next;
    onAdopted(ruleset);
  }

  async function readUntilItWorks(): Promise<void> {
    for (let delay = FIRST_RETRY_MS; !signal.aborted; delay = Math.min(delay * 2, LONGEST_RETRY_MS)) {
      try {
        return await readOnce();
      } catch (error) {
        logger.warn(
          { err: error, project, environment, retryMs: delay },
          'ruleset not refreshed, the last good one stays',
        );
        await wait(delay, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  let wanted = false;
  let running = false;
  async function run(): Promise<void> {
    running = true;
    while (wanted) {
      wanted = false;
      await readUntilItWorks();
    }
    running = false;
  }

  onAdopted(ruleset);
  return {
    ruleset,
    refresh() {
      wanted = true;
      if (!running) void run();
    },
  };
}

function adopt(current: Adopted | undefined, delta: RulesetDelta): Adopted {
  const state = applyDelta(current?.state, delta);
  if (current && state === current.state) return current;
  const sameEpoch = current?.state.epoch === state.epoch;
  const shownBefore = sameEpoch ? current?.views.client.content : undefined;
  return {
    state,
    views: {
      server: createView('server', state, contentForServers(state)),
      client: createView('client', state, contentForClients(state, shownBefore)),
    },
  };
}
