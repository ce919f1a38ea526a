import { compileRuleset, explain } from '@signalbox/core/evaluator';
import type { Context } from 'hono';
import { rulesetFor } from '../explain/index.ts';
import { sdkExplainSchema } from '../explain/schema.ts';
import { readBody } from '../http/read-body.ts';
import type { Store } from '../store/store.ts';
import { demandServerSide } from './demand-server-side.ts';
import type { LiveRulesets } from './live-rulesets.ts';
import type { SdkEnv } from './sdk-env.ts';

/** `POST /sdk/v1/explain`: how a flag is answered for a context, and why. Counts no exposure. */
export function explainFlag(deps: { live: LiveRulesets; store: Store }) {
  return async (c: Context<SdkEnv>): Promise<Response> => {
    const key = c.get('sdkKey');
    demandServerSide(key, ', and an explanation shows rules. Use a server-side key.');
    const { project, environment } = key;
    const { flag, context, revision: wanted, type } = await readBody(c, sdkExplainSchema);
    const { revision, ruleset } = await rulesetFor(deps, project, environment, wanted);
    const explanation = explain(compileRuleset(ruleset), flag, type, context);
    c.header('cache-control', 'no-store');
    return c.json({ project, environment, revision, explanation });
  };
}
