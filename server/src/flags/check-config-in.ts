import type { FieldProblem } from '../http/problem.ts';
import { checkPrerequisites } from '../prerequisites/index.ts';
import { checkReach } from '../segments/index.ts';
import type { FlagConfig, FlagRecord } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import { checkPatterns } from '../targeting/index.ts';
import { checkConfig } from './rules.ts';

interface Place {
  store: Store;
  project: string;
  environment: string;
}

/** What is wrong with how a flag shall behave in an environment, as things stand there now. */
export async function checkConfigIn(
  { store, project, environment }: Place,
  flag: FlagRecord,
  config: Omit<FlagConfig, 'killed'>,
): Promise<FieldProblem[]> {
  const segments = await store.segments(project, environment);
  // Only what is required needs a look at every other flag.
  const flags = config.prerequisites ? await store.flags(project) : [];
  return [
    ...checkConfig(config, { variants: flag.variants, segments: segments.map(({ key }) => key) }),
    ...checkPrerequisites(flag, config.prerequisites, environment, flags),
    ...checkReach(config.rules, segments),
    ...(await checkPatterns(config.rules, flag.environments[environment]?.rules)),
  ];
}
