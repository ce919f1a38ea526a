import type { GoodbyePayload } from '@signalbox/core/sync';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Fleet } from '../fleet/index.ts';
import { readBody } from '../http/read-body.ts';
import { demandServerSide } from './demand-server-side.ts';
import { instanceIdSchema } from './instance-info.ts';
import type { SdkEnv } from './sdk-env.ts';

const goodbyeSchema: z.ZodType<GoodbyePayload> = z.object({ instance: instanceIdSchema });

/** `POST /sdk/v1/goodbye`: this instance ends on purpose, so that nobody takes it for one that was lost. */
export function takeGoodbye({ fleet }: { fleet: Fleet }) {
  return async (c: Context<SdkEnv>): Promise<Response> => {
    const key = c.get('sdkKey');
    demandServerSide(key, ': instances with a public key are only counted.');
    const { instance } = await readBody(c, goodbyeSchema);
    fleet.left(key.project, key.environment, instance);
    return new Response(null, { status: 204 });
  };
}
