import type { Ruleset } from '@signalbox/core/evaluator';
import { find } from '../find.ts';
import { checkConfigIn, demandUnarchived } from '../flags/index.ts';
import { invalid } from '../http/problem.ts';
import type { FlagConfig } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import { toFlag } from '../store/to-ruleset.ts';

interface Draft {
  project: string;
  environment: string;
  flag: string;
  config: Omit<FlagConfig, 'killed'>;
}

/**
 * The ruleset as it would be if a flag were configured so. A kill stays, as it does when saved.
 * @throws {ApiError} when it could not be saved.
 */
export async function withDraft(
  store: Store,
  { project, environment, flag: key, config }: Draft,
  ruleset: Ruleset,
): Promise<Ruleset> {
  const flag = await find.flag(store, project, key);
  const { killed, version } = find.config(flag, environment);
  demandUnarchived(flag);
  const problems = await checkConfigIn({ store, project, environment }, flag, config);
  if (problems.length > 0) {
    throw invalid(problems.map((problem) => ({ ...problem, field: `config.${problem.field}` })));
  }
  const draft = toFlag(key, version, flag, { ...config, killed });
  return { ...ruleset, flags: [...ruleset.flags.filter((other) => other.key !== key), draft] };
}
