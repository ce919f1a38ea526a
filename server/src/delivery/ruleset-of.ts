import { refuse } from '../http/problem.ts';
import type { SdkKey } from '../store/model.ts';
import type { LiveRuleset } from './live-ruleset.ts';
import type { LiveRulesets } from './live-rulesets.ts';

/** The ruleset that a key opens. */
export async function rulesetOf(live: LiveRulesets, key: SdkKey): Promise<LiveRuleset> {
  const ruleset = await live.get(key.project, key.environment);
  if (!ruleset)
    throw refuse(404, 'not_found', `The environment "${key.environment}" of this SDK key is gone.`);
  return ruleset;
}
