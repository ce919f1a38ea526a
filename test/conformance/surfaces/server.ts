import type { Flag, Ruleset } from '@signalbox/core/evaluator';
import type { Position } from '@signalbox/core/sync';
import type { RulesetDelta } from '../../../server/src/store/store.ts';
import { CLIENT_KEY, SERVER_KEY, startServer } from '../../delivery/start-server.ts';
import { ada } from '../../store/shop.ts';
import { ENVIRONMENT, isStorable, keysOf, revisionWrite, writesBetween } from './writes.ts';

/** The real server, serving one ruleset after another. */
export interface RulesetServer extends AsyncDisposable {
  url: string;
  serverKey: string;
  clientKey: string;
  /** Asks without a socket in between. */
  request(path: string, init: RequestInit): Promise<Response>;
  /**
   * Makes a ruleset the whole content of the environment. The same object again is not loaded again.
   * @returns where it stands there; it may still be on its way to whoever listens
   */
  load(ruleset: Ruleset): Promise<Position>;
}

interface ServerOptions {
  /**
   * Whether rulesets go through the database, flag by flag, as an administrator's changes do. Otherwise only the
   * revision does and they are slipped in behind it, which is many times as fast.
   */
  stored: boolean;
}

const NOTHING: Ruleset = { flags: [], segments: [] };

export async function startRulesetServer({ stored }: ServerOptions): Promise<RulesetServer> {
  let before = NOTHING;
  let current = NOTHING;
  const slipIn = stored ? replaceUnstorable : replaceAll;
  const server = await startServer({
    wrapStore: (store) => ({
      ...store,
      async rulesetDelta(project, environment, since) {
        const delta = await store.rulesetDelta(project, environment, since);
        return delta && slipIn(delta, current, before);
      },
    }),
  });

  async function commit(ruleset: Ruleset): Promise<Position> {
    const writes = stored ? writesBetween(current, ruleset) : [revisionWrite()];
    const restore = [before, current] as const;
    [before, current] = [current, ruleset];
    try {
      await server.store.commit({ project: 'shop', action: 'flag.update', comment: '', writes }, ada);
    } catch (error) {
      [before, current] = restore;
      throw error;
    }
    const environments = await server.store.environments('shop');
    const environment = environments.find(({ key }) => key === ENVIRONMENT);
    if (!environment) throw new Error(`The shop has no environment ${ENVIRONMENT}`);
    return { epoch: environment.epoch, revision: environment.revision };
  }

  let loading = Promise.resolve({ epoch: '', revision: 0 });
  return {
    url: server.url,
    serverKey: SERVER_KEY,
    clientKey: CLIENT_KEY,
    request: server.request,
    load(ruleset) {
      if (current !== ruleset) loading = commit(ruleset);
      return loading;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Flags that no database of ours holds. */
function replaceUnstorable(delta: RulesetDelta, { flags }: Ruleset): RulesetDelta {
  const unstorable = new Map(flags.filter((flag) => !isStorable(flag)).map((flag) => [flag.key, flag]));
  return {
    ...delta,
    flags: delta.flags.map((entry) => {
      const flag = unstorable.get(entry.flag.key);
      return flag ? { ...entry, flag: { ...flag, version: entry.flag.version } } : entry;
    }),
  };
}

function replaceAll(delta: RulesetDelta, current: Ruleset, before: Ruleset): RulesetDelta {
  const version = delta.revision;
  const shown = (flag: Flag) => ({ flag: { ...flag, version }, clientSide: true });
  return {
    ...delta,
    flags: current.flags.map(shown),
    segments: current.segments.map((segment) => ({ ...segment, version })),
    removedFlags: gone(before.flags, current.flags).map((key) => ({ key, version })),
    removedSegments: gone(before.segments, current.segments).map((key) => ({ key, version })),
  };
}

function gone(before: readonly { key: string }[], now: readonly { key: string }[]): string[] {
  const staying = keysOf(now);
  return [...keysOf(before)].filter((key) => !staying.has(key));
}
