import type { Context } from 'hono';
import { eventsPayloadSchema, splitKnown } from '../events/index.ts';
import type { Store } from '../store/store.ts';
import type { LiveRulesets } from './index.ts';
import { readBody } from './read-body.ts';
import { rulesetOf } from './ruleset-of.ts';
import type { SdkEnv } from './sdk-env.ts';

/** `POST /sdk/v1/events`: a batch of exposure counts, counted once however often it comes. */
export function takeEvents({ live, store, now }: { live: LiveRulesets; store: Store; now: () => number }) {
  return async (c: Context<SdkEnv>): Promise<Response> => {
    const key = c.get('sdkKey');
    const { batch, exposures } = await readBody(c, eventsPayloadSchema);
    const { content } = (await rulesetOf(live, key)).view(key.kind);
    const { known, accepted, dropped } = splitKnown(
      exposures,
      (flag) => content.flags.get(flag)?.item,
      now(),
    );
    const outcome = await store.addExposures(key.project, key.environment, batch, known);
    return c.json({ accepted, dropped, duplicate: outcome === 'duplicate' });
  };
}
