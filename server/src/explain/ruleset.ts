import type { Ruleset } from '@signalbox/core/evaluator';
import type { LiveRulesets } from '../delivery/index.ts';
import { find } from '../find.ts';
import { refuse } from '../http/problem.ts';
import type { Environment } from '../store/model.ts';
import type { Store } from '../store/store.ts';

export interface RulesetDeps {
  store: Store;
  live: LiveRulesets;
}

interface Revised {
  revision: number;
  ruleset: Ruleset;
}

/**
 * An environment's ruleset as SDKs with a server-side key have it: at a revision, or now.
 * @throws {ApiError} 404 when there is no such environment, or it was never at that revision.
 */
export async function rulesetFor(
  { store, live }: RulesetDeps,
  project: string,
  environment: string,
  revision: number | undefined,
): Promise<Revised> {
  const present = await find.environment(store, project, environment);
  const known = await fromMemory(live, present);
  // Whoever has just saved something wants to see it, also before this server has heard of it.
  if (revision === undefined && known && known.revision >= present.revision) return known;
  if (known && known.revision === revision) return known;

  const wanted = revision ?? present.revision;
  const ruleset = await store.rulesetAt(project, environment, wanted);
  if (ruleset) return { revision: wanted, ruleset };
  throw refuse(
    404,
    'unknown_revision',
    `There is no revision ${wanted} of "${environment}": they go from 0 to ${present.revision}. ` +
      'A database that was restored from a backup does not know those that came after it.',
    { current: present.revision },
  );
}

async function fromMemory(live: LiveRulesets, { project, key, epoch }: Environment) {
  const view = (await live.get(project, key))?.view('server');
  if (view?.position.epoch !== epoch) return undefined;
  const { flags, segments } = view.content;
  return { revision: view.position.revision, ruleset: { flags: items(flags), segments: items(segments) } };
}

function items<T>(shown: ReadonlyMap<string, { item: T }>): T[] {
  return Array.from(shown.values(), ({ item }) => item);
}
