import { createHash } from 'node:crypto';
import { evaluate } from '@signalbox/core/evaluator';
import { formatPosition } from '@signalbox/core/sync';
import type { Context } from 'hono';
import { matchesTag, rulesetOf, type SdkEnv, type View } from '../delivery/index.ts';
import { answerOf } from './answer.ts';
import type { EvaluationDeps } from './deps.ts';
import { waitUntilFresh } from './freshness.ts';
import { readFreshness, readRequest } from './request.ts';
import { STREAM_PATH, type OfrepBulk } from './schema.ts';

/**
 * `POST /ofrep/v1/evaluate/flags`: all flags that the key shows, for one context. Nothing is counted: nobody knows yet
 * which of them will be used.
 */
export function evaluateAll({ live, compile, freshWithinMs }: EvaluationDeps) {
  return async (c: Context<SdkEnv>): Promise<Response> => {
    const { id, kind } = c.get('sdkKey');
    const freshness = readFreshness(c);
    const { context, text } = await readRequest(c);
    const environment = await rulesetOf(live, c.get('sdkKey'));
    await waitUntilFresh(live, environment, kind, freshness, freshWithinMs);

    const { view, ruleset, keys } = compile(environment, kind);
    const etag = entityTag(view, id, text);
    const headers = new Headers({ etag, 'cache-control': 'private, no-cache' });
    if (matchesTag(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers });

    const bulk: OfrepBulk = {
      flags: keys.map((key) => answerOf(key, evaluate(ruleset, key, undefined, context))),
      metadata: { environment: environment.environment, digest: view.digest },
      ...eventStreams(c.get('publicKey'), view),
    };
    const body = Buffer.from(JSON.stringify(bulk));
    headers.set('content-type', 'application/json');
    headers.set('content-length', String(body.length));
    return new Response(body, { headers });
  };
}

/**
 * The same tag, the same answer: what the key shows, asked with the same body. A key that is replaced gets new ones.
 * Weak (RFC 9110, 8.8.1), for compressed or not it means the same.
 */
function entityTag({ position, digest }: View, keyId: string, body: string): string {
  const parts = JSON.stringify(['ofrep-1', position.epoch, digest, keyId, body]);
  return `W/"${createHash('sha256').update(parts).digest('base64url')}"`;
}

/**
 * A client opens the stream by its address alone. So there is one only for public keys, which may stand in it: a secret
 * key must not, and a ticket would be dead when a page that kept the address comes back. It begins where this answer
 * stands, so that no change slips by in between.
 */
function eventStreams(publicKey: string | undefined, { position }: View): Pick<OfrepBulk, 'eventStreams'> {
  if (publicKey === undefined) return {};
  const query = new URLSearchParams({ key: publicKey, since: formatPosition(position) });
  return { eventStreams: [{ type: 'sse', endpoint: { requestUri: `${STREAM_PATH}?${query.toString()}` } }] };
}
