import { z } from 'zod';
import type { Context } from 'hono';
import type { Fleet } from '../fleet/index.ts';
import { NO_MONITOR, type Monitor } from '../monitoring/index.ts';
import { readBody } from '../http/read-body.ts';
import { demandServerSide } from './demand-server-side.ts';
import { instanceIdSchema } from './instance-info.ts';
import type { LiveRulesets } from './live-rulesets.ts';
import type { SdkEnv } from './sdk-env.ts';

const receiptPayloadSchema = z.object({
  instance: instanceIdSchema,
  epoch: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, 'must be 1 to 32 letters, digits, "-" or "_"'),
  revision: z.number().int().nonnegative(),
  digest: z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 hexadecimal digits'),
});

interface ReceiptsRouteDeps {
  fleet: Fleet;
  live: LiveRulesets;
  monitor?: Monitor;
}

/** `POST /sdk/v1/receipts`: this instance now evaluates with this revision. */
export function takeReceipt({ fleet, live, monitor = NO_MONITOR }: ReceiptsRouteDeps) {
  return async (c: Context<SdkEnv>): Promise<Response> => {
    const key = c.get('sdkKey');
    demandServerSide(key, ': its receipts would prove nothing.');
    const { project, environment } = key;
    const receipt = await readBody(c, receiptPayloadSchema);
    // Its stream may be on another server, and the environment not be loaded here. If it cannot be, the receipt waits.
    await live.get(project, environment).catch(() => undefined);
    // One that does not count is no error of the SDK: it may be about a moment ago.
    monitor.receipt(project, fleet.confirmed(project, environment, receipt));
    return new Response(null, { status: 204 });
  };
}
