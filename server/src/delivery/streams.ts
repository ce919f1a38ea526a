import type { ServerResponse } from 'node:http';
import type { InstanceInfo, Position } from '@signalbox/core/sync';
import type { Logger } from 'pino';
import type { Fleet } from '../fleet/index.ts';
import type { SdkKey } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import { Channel, type StreamProtocol } from './channel.ts';
import type { LiveRuleset, LiveRulesets } from './index.ts';
import type { SdkKeys } from './sdk-keys.ts';
import { SdkStream } from './stream.ts';

export interface StreamsDeps {
  store: Store;
  live: LiveRulesets;
  fleet: Fleet;
  keys: SdkKeys;
  now: () => number;
  logger: Pick<Logger, 'info' | 'warn'>;
  heartbeatMs: number;
  /** A stream that reads nothing for so long is cut. */
  stalledMs: number;
  /** How many streams fit. */
  maxStreams: number;
}

interface StreamRequest {
  outgoing: ServerResponse;
  key: SdkKey;
  protocol: StreamProtocol;
  ruleset: LiveRuleset;
  position: Position | undefined;
  /** Absent when the caller does not say who it is. */
  info: InstanceInfo | undefined;
}

/** All open streams. */
export interface Streams {
  /** No room for another one. */
  readonly full: boolean;
  /** Takes over a response whose headers are set. */
  open(request: StreamRequest): void;
  /** Ends every stream and takes no more. */
  close(): void;
}

export function createStreams(deps: StreamsDeps): Streams {
  const { store, live, fleet, keys, now, logger, heartbeatMs, stalledMs } = deps;
  const channels = new Map<string, Channel>();
  let size = 0;
  let closed = false;

  function channelOf(ruleset: LiveRuleset, kind: SdkKey['kind'], protocol: StreamProtocol): Channel {
    const id = `${protocol.name}/${ruleset.project}/${ruleset.environment}/${kind}`;
    let channel = channels.get(id);
    if (!channel) channels.set(id, (channel = new Channel(ruleset, kind, protocol)));
    return channel;
  }

  function connect({ project, environment, kind }: SdkKey, info: InstanceInfo | undefined) {
    if (kind === 'client') return fleet.browser(project, environment);
    return info && fleet.streaming(project, environment, info);
  }

  function open({ outgoing, key, protocol, ruleset, position, info }: StreamRequest): void {
    // Gone before it began: there will be no 'close' to count it out again.
    if (outgoing.destroyed) return;
    const channel = channelOf(ruleset, key.kind, protocol);
    const connection = connect(key, info);
    const stream = new SdkStream({ outgoing, keyId: key.id, feed: () => channel.feed, connection, now });
    outgoing.once('close', () => {
      channel.delete(stream);
      connection?.closed();
      size -= 1;
    });
    size += 1;
    channel.add(stream);
    stream.open(position, heartbeatMs);
    if (closed) stream.end();
  }

  function beat(): void {
    for (const channel of channels.values()) {
      channel.heartbeat(heartbeatMs);
      for (const { keyId } of channel.streams) keys.used(keyId);
    }
    // A notice may get lost, and a stream may open while its key is being revoked.
    void endRevoked([...channels.values()]);
  }

  function cutStalled(): void {
    for (const { streams, ruleset } of channels.values()) {
      for (const stream of streams) {
        if (stream.waitedMs() < stalledMs) continue;
        logger.info(
          { environment: ruleset.environment, keyId: stream.keyId },
          'stream cut: it stopped reading',
        );
        stream.cut();
      }
    }
  }

  async function endRevoked(among: readonly Channel[]): Promise<void> {
    for (const { ruleset, streams } of among) {
      if (streams.size === 0) continue;
      try {
        const known = await store.sdkKeys(ruleset.project, ruleset.environment);
        const valid = new Set(known.filter(({ revokedAt }) => revokedAt === null).map(({ id }) => id));
        for (const stream of streams) if (!valid.has(stream.keyId)) stream.end();
      } catch (error) {
        logger.warn(
          { err: error, environment: ruleset.environment },
          'SDK keys not checked; next try with the heartbeat',
        );
      }
    }
  }

  const stopListening = live.onAdopted((ruleset) => {
    for (const channel of channels.values()) if (channel.ruleset === ruleset) channel.update();
  });
  const unwatch = store.watch(({ project, sdkKeys }) => {
    if (sdkKeys) void endRevoked([...channels.values()].filter(({ ruleset }) => ruleset.project === project));
  });
  const timers = [setInterval(beat, heartbeatMs).unref(), setInterval(cutStalled, stalledMs / 6).unref()];

  return {
    get full() {
      return closed || size >= deps.maxStreams;
    },
    open,
    close() {
      closed = true;
      stopListening();
      unwatch();
      for (const timer of timers) clearInterval(timer);
      for (const { streams } of channels.values()) for (const stream of streams) stream.end();
    },
  };
}
