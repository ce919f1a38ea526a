import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { parsePosition } from '@signalbox/core/sync';
import type { Context } from 'hono';
import { refuse } from '../http/problem.ts';
import type { StreamProtocol } from './channel.ts';
import { corsHeaders } from './cors.ts';
import { pollFrame } from './frames.ts';
import type { LiveRulesets } from './live-rulesets.ts';
import { instanceInfo } from './instance-info.ts';
import { rulesetOf } from './ruleset-of.ts';
import type { SdkEnv } from './sdk-env.ts';
import type { Streams } from './streams.ts';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  // nginx would collect the events otherwise.
  'x-accel-buffering': 'no',
  // The body ends with the connection: see below.
  connection: 'close',
};

/** How often those poll for whose stream there is no room: a heartbeat or two, so that a kill is not long in coming. */
const POLL_MS = 30_000;

const SDK_PROTOCOL: StreamProtocol = {
  name: 'sdk',
  feed: (view) => view,
  pollInstead: ({ position, digest }, intervalMs) =>
    pollFrame({ ...position, digest, intervalMs, pollMs: POLL_MS }),
  instance: instanceInfo,
};

interface StreamRouteDeps {
  live: LiveRulesets;
  streams: Streams;
  /** What goes over the stream; our own protocol when absent. */
  protocol?: StreamProtocol;
}

/**
 * Server-sent events, such as `GET /sdk/v1/stream`. Written to Node's own response, past the framework: every stream of an
 * audience gets the same Buffer, and ten thousand of them cost what ten thousand sockets cost.
 */
export function openStream({ live, streams, protocol = SDK_PROTOCOL }: StreamRouteDeps) {
  return async (c: Context<SdkEnv>): Promise<Response> => {
    const key = c.get('sdkKey');
    const info = protocol.instance(c.req.query());
    const headers = { ...HEADERS, ...corsHeaders(key.kind) };
    if (c.req.method === 'HEAD') return new Response(null, { headers });
    const { outgoing } = c.env;
    if (!outgoing) throw new Error('Streams need a response of Node: serve the app with @hono/node-server');

    const ruleset = await rulesetOf(live, key);
    const admitted = streams.admit();
    // A browser's EventSource cannot read a refusal: whoever understands it is told within a stream.
    if (admitted === 'full' && protocol.pollInstead) {
      return new Response(protocol.pollInstead(ruleset.view(key.kind), streams.heartbeatMs), { headers });
    }
    if (admitted !== 'now') {
      const retryAfterSeconds = admitted === 'full' ? 10 + Math.floor(50 * Math.random()) : admitted;
      throw refuse(503, 'too_many_streams', 'No room for another stream here now. Come back later.', {
        retryAfterSeconds,
      });
    }

    const position = parsePosition(c.req.header('last-event-id') ?? c.req.query('since'));
    // Without the frames of chunked encoding each event is a single write to the socket.
    outgoing.removeHeader('transfer-encoding');
    outgoing.writeHead(200, headers);
    streams.open({ outgoing, key, protocol, ruleset, position, info });
    return RESPONSE_ALREADY_SENT;
  };
}
