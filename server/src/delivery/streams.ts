import type { ServerResponse } from 'node:http';
import type { InstanceInfo, Position } from '@signalbox/core/sync';
import type { Logger } from 'pino';
import type { Fleet } from '../fleet/index.ts';
import { NO_MONITOR, type Monitor } from '../monitoring/index.ts';
import type { SdkKey } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import { createAdmission } from './admission.ts';
import { Channel, type StreamProtocol } from './channel.ts';
import type { LiveRuleset } from './live-ruleset.ts';
import type { LiveRulesets } from './live-rulesets.ts';
import type { DeliveryLimits } from './limits.ts';
import type { Recovery } from './recover-epoch.ts';
import { endRevokedStreams } from './revocations.ts';
import type { SdkKeys } from './sdk-keys.ts';
import { SdkStream } from './stream.ts';

export interface StreamsDeps extends Omit<DeliveryLimits, 'snapshotRate'> {
  store: Store;
  live: LiveRulesets;
  fleet: Fleet;
  keys: SdkKeys;
  recover: Recovery;
  now: () => number;
  logger: Pick<Logger, 'info' | 'warn'>;
  heartbeatMs: number;
  /** A stream that reads nothing for so long is cut. */
  stalledMs: number;
  monitor?: Monitor;
}

/** How often streams are looked through for those that are to end. */
const SWEEP_MS = 1_000;
/** How long streams that were ended may take to read what was sent to them. */
const DRAIN_MS = 4_000;

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
  readonly heartbeatMs: number;
  /** Whether there is room for another one: now, after so many seconds, or not for a long time. */
  admit(): 'now' | 'full' | number;
  /** Takes over a response whose headers are set. */
  open(request: StreamRequest): void;
  /** Takes no more, ends every stream, and resolves within seconds, when the last one is gone. */
  close(): Promise<void>;
}

export function createStreams(deps: StreamsDeps): Streams {
  const { live, fleet, keys, now, logger, heartbeatMs, stalledMs, maxStreams, maxAgeMs } = deps;
  const { monitor = NO_MONITOR } = deps;
  const admission = createAdmission(deps.streamRate, now, Math.random);
  const channels = new Map<string, Channel>();
  let size = 0;
  let closed = false;
  let onEmpty = (): void => undefined;

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
    deps.recover(ruleset, position);
    const channel = channelOf(ruleset, key.kind, protocol);
    const connection = connect(key, info);
    const endsAt = now() + maxAgeMs * (0.8 + 0.4 * Math.random());
    const feed = () => channel.feed;
    const stream = new SdkStream({ outgoing, keyId: key.id, feed, connection, now, endsAt, monitor });
    const labels = { project: key.project, environment: key.environment, audience: key.kind };
    monitor.streamOpened(labels);
    outgoing.once('close', () => {
      monitor.streamClosed(labels);
      channel.delete(stream);
      connection?.closed();
      size -= 1;
      if (size === 0) onEmpty();
    });
    size += 1;
    channel.add(stream);
    stream.open(position, heartbeatMs);
    if (closed) stream.end('shutdown');
  }

  function beat(): void {
    for (const channel of channels.values()) {
      channel.heartbeat(heartbeatMs);
      for (const { keyId } of channel.streams) keys.used(keyId);
    }
  }

  function sweep(): void {
    const time = now();
    for (const { streams, ruleset } of channels.values()) {
      for (const stream of streams) {
        if (stream.waitedMs() >= stalledMs) {
          logger.info(
            { environment: ruleset.environment, keyId: stream.keyId },
            'stream cut: it stopped reading',
          );
          stream.cut('stalled');
        } else if (time >= stream.endsAt) stream.end('age');
      }
    }
  }

  function endAll(how: 'end' | 'cut'): void {
    for (const { streams } of channels.values()) for (const stream of streams) stream[how]('shutdown');
  }

  async function close(): Promise<void> {
    closed = true;
    stopListening();
    stopChecking();
    for (const timer of timers) clearInterval(timer);
    endAll('end');
    if (size === 0) return;
    const late = setTimeout(() => endAll('cut'), DRAIN_MS);
    await new Promise<void>((resolve) => (onEmpty = resolve));
    clearTimeout(late);
  }

  const stopListening = live.onAdopted((ruleset) => {
    for (const channel of channels.values()) if (channel.ruleset === ruleset) channel.update();
  });
  const stopChecking = endRevokedStreams({ ...deps, channels: () => channels.values() });
  const timers = [
    setInterval(beat, heartbeatMs).unref(),
    setInterval(sweep, Math.min(SWEEP_MS, stalledMs / 6, maxAgeMs / 10)).unref(),
  ];

  return {
    heartbeatMs,
    admit() {
      if (closed) return 1;
      return size >= maxStreams ? 'full' : (admission.ask() ?? 'now');
    },
    open,
    close,
  };
}
