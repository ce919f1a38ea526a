import type { Context } from 'hono';
import type { Fleet } from '../fleet/index.ts';
import { refuse } from '../http/problem.ts';
import type { Admission } from './admission.ts';
import { acceptedEncoding } from './compress.ts';
import { entityTag, matchesTag, taggedPosition } from './etag.ts';
import type { LiveRulesets } from './live-rulesets.ts';
import { instanceInfo, pollInterval } from './instance-info.ts';
import type { Recovery } from './recover-epoch.ts';
import { rulesetOf } from './ruleset-of.ts';
import type { SdkEnv } from './sdk-env.ts';

interface RulesetRouteDeps {
  live: LiveRulesets;
  fleet: Fleet;
  recover: Recovery;
  admission: Admission;
}

/** `GET /sdk/v1/ruleset`: all of it, or 304 when the caller has it already. */
export function getRuleset({ live, fleet, recover, admission }: RulesetRouteDeps) {
  return async (c: Context<SdkEnv>): Promise<Response> => {
    const key = c.get('sdkKey');
    const info = instanceInfo(c.req.query());
    const everyMs = pollInterval(c.req.query());
    const ruleset = await rulesetOf(live, key);
    recover(ruleset, taggedPosition(c.req.header('if-none-match')));
    const view = ruleset.view(key.kind);
    if (info && key.kind === 'server') {
      fleet.polled(key.project, key.environment, info, view.position.revision, everyMs);
    }

    const encoding = acceptedEncoding(c.req.header('accept-encoding'));
    const keyInUrl = c.req.header('authorization') === undefined;
    const tag = entityTag(view, keyInUrl, encoding);
    const headers = new Headers({
      etag: tag,
      'cache-control': cacheControl(keyInUrl),
      vary: 'Accept-Encoding, Authorization',
    });
    if (matchesTag(c.req.header('if-none-match'), tag)) return new Response(null, { status: 304, headers });

    const retryAfterSeconds = admission.ask();
    if (retryAfterSeconds !== undefined) {
      throw refuse(
        503,
        'too_many_requests',
        'Too many ask for a ruleset at the same time. Come back later.',
        {
          retryAfterSeconds,
        },
      );
    }
    headers.set('content-type', 'application/json');
    if (encoding !== 'identity') headers.set('content-encoding', encoding);
    return new Response(await view.body(encoding), { headers });
  };
}

/**
 * A ruleset asked for with a header stays with who asked. A public key in the URL makes an address of its own: a CDN may hold that
 * for a second, which is all it needs to answer any number of pages, and longer when the server is gone.
 */
function cacheControl(keyInUrl: boolean): string {
  return keyInUrl ? 'public, max-age=0, s-maxage=1, stale-if-error=86400' : 'private, no-cache';
}
