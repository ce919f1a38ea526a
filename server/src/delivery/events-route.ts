import type { Context } from 'hono';
import { eventsPayloadSchema, splitAdmitted, splitKnown } from '../events/index.ts';
import { LIMITS } from '../http/schema.ts';
import { NO_MONITOR, type Monitor } from '../monitoring/index.ts';
import { readBody } from '../http/read-body.ts';
import type { Store } from '../store/store.ts';
import type { LiveRulesets } from './live-rulesets.ts';
import { rulesetOf } from './ruleset-of.ts';
import type { SdkEnv } from './sdk-env.ts';

interface EventsDeps {
  live: LiveRulesets;
  store: Store;
  now: () => number;
  monitor?: Monitor;
}

/** `POST /sdk/v1/events`: a batch of exposure counts and metrics, counted once however often it comes. */
export function takeEvents({ live, store, now, monitor = NO_MONITOR }: EventsDeps) {
  return async (c: Context<SdkEnv>): Promise<Response> => {
    const key = c.get('sdkKey');
    const { project, environment } = key;
    const payload = await readBody(c, eventsPayloadSchema);
    const { content } = (await rulesetOf(live, key)).view(key.kind);
    const exposures = splitKnown(payload.exposures, (flag) => content.flags.get(flag)?.item, now());
    const metrics = await splitAdmitted(
      payload.metrics,
      (names) => store.admitMetrics(project, environment, names, LIMITS.metricsPerEnvironment),
      now(),
    );
    const outcome = await store.addExposures(
      project,
      environment,
      payload.batch,
      exposures.known,
      metrics.known,
    );
    monitor.events(project, { ...exposures, kind: 'exposure', outcome });
    monitor.events(project, { ...metrics, kind: 'metric', outcome });
    return c.json({
      accepted: exposures.accepted,
      dropped: exposures.dropped,
      ...(payload.metrics.length > 0 && {
        metrics: { accepted: metrics.accepted, dropped: metrics.dropped },
      }),
      duplicate: outcome === 'duplicate',
    });
  };
}
