import { collectDefaultMetrics, Registry } from 'prom-client';
import { isHidden } from '../store/hidden.ts';
import { createMetrics } from './metrics.ts';
import { STREAM_ENDS, type Monitor } from './monitor.ts';

export { measureRequests } from './measure-requests.ts';
export { measureStore } from './measure-store.ts';
export { NO_MONITOR, type Monitor, type StreamEnd } from './monitor.ts';

interface Build {
  version: string;
  commit: string | null;
}

export interface Monitoring {
  monitor: Monitor;
  /** All metrics as Prometheus reads them. */
  text(): Promise<string>;
  contentType: string;
}

/** Counts what the server tells it. Metrics are this one's own: two servers in a process do not add up. */
export function createMonitoring({ version, commit }: Build): Monitoring {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const metrics = createMetrics(registry);
  metrics.buildInfo.set({ version, commit: commit ?? 'unknown' }, 1);
  // From zero on, so that the first one of each counts as an increase.
  for (const reason of STREAM_ENDS) metrics.streamsEnded.inc({ reason }, 0);
  for (const outcome of ['answered', 'failed']) metrics.probeRounds.inc({ outcome }, 0);
  for (const outcome of ['done', 'refused', 'failed']) metrics.commits.inc({ outcome }, 0);

  // Plain numbers: ten thousand streams get a frame at the same time.
  const written = { frames: 0, bytes: 0, skips: 0 };

  const monitor: Monitor = {
    streamOpened({ project, environment, audience }) {
      if (!isHidden(project)) metrics.streams.inc({ project, environment, audience });
    },
    streamClosed({ project, environment, audience }) {
      if (!isHidden(project)) metrics.streams.dec({ project, environment, audience });
    },
    streamEnded: (reason) => metrics.streamsEnded.inc({ reason }),
    frameWritten(bytes) {
      written.frames += 1;
      written.bytes += bytes;
    },
    frameSkipped() {
      written.skips += 1;
    },
    receipt(project, counts) {
      if (!isHidden(project)) metrics.receipts.inc({ outcome: counts ? 'counted' : 'ignored' });
    },
    confirmed(project, milliseconds) {
      if (!isHidden(project)) metrics.receiptPropagation.observe(Math.max(0, milliseconds) / 1_000);
    },
    events(project, { kind, outcome, accepted, dropped }) {
      if (isHidden(project)) return;
      metrics.events.inc({ kind, outcome }, accepted);
      metrics.events.inc({ kind, outcome: 'dropped' }, dropped);
    },
    committed(outcome, seconds) {
      metrics.commits.inc({ outcome });
      if (outcome === 'done') metrics.commitSeconds.observe(seconds);
    },
    adopted(project, environment, revision) {
      if (!isHidden(project)) metrics.revision.set({ project, environment }, revision);
    },
    requested({ method, route, status }, seconds) {
      metrics.requests.inc({ method, route, status: `${Math.floor(status / 100)}xx` });
      metrics.requestSeconds.observe({ method, route }, seconds);
    },
    probed(milliseconds) {
      metrics.probeRounds.inc({ outcome: milliseconds === undefined ? 'failed' : 'answered' });
      metrics.probeFailing.set(milliseconds === undefined ? 1 : 0);
      if (milliseconds !== undefined) metrics.probePropagation.observe(milliseconds / 1_000);
    },
  };

  /** Since the last time. */
  function handOver(): void {
    metrics.frames.inc(written.frames);
    metrics.bytes.inc(written.bytes);
    metrics.skips.inc(written.skips);
    written.frames = written.bytes = written.skips = 0;
  }

  return {
    monitor,
    contentType: registry.contentType,
    text() {
      handOver();
      return registry.metrics();
    },
  };
}
