import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Upper bounds in seconds. */
const FAST = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Every metric of Signalbox itself. docs/monitoring.md explains each; a test compares the two. */
export function createMetrics(registry: Registry) {
  const registers = [registry];
  return {
    buildInfo: new Gauge({
      name: 'signalbox_build_info',
      help: 'Always 1; the labels say what is running',
      labelNames: ['version', 'commit'],
      registers,
    }),
    streams: new Gauge({
      name: 'signalbox_streams',
      help: 'Streams that are open',
      labelNames: ['project', 'environment', 'audience'],
      registers,
    }),
    streamsEnded: new Counter({
      name: 'signalbox_streams_ended_total',
      help: 'Streams that the server ended, by reason',
      labelNames: ['reason'],
      registers,
    }),
    frames: new Counter({
      name: 'signalbox_stream_frames_total',
      help: 'Events written to streams, heartbeats included',
      registers,
    }),
    bytes: new Counter({
      name: 'signalbox_stream_bytes_total',
      help: 'Bytes of these events, as they are before any encryption',
      registers,
    }),
    skips: new Counter({
      name: 'signalbox_stream_skips_total',
      help: 'Changes that a stream was passed over with because it had not read what came before',
      registers,
    }),
    revision: new Gauge({
      name: 'signalbox_revision',
      help: 'Revision that this server hands out',
      labelNames: ['project', 'environment'],
      registers,
    }),
    receipts: new Counter({
      name: 'signalbox_receipts_total',
      help: 'Receipts of SDK instances; ignored ones are about what this server does not know',
      labelNames: ['outcome'],
      registers,
    }),
    receiptPropagation: new Histogram({
      name: 'signalbox_receipt_propagation_seconds',
      help: 'From a commit until a connected server-side SDK instance confirmed it',
      buckets: FAST,
      registers,
    }),
    events: new Counter({
      name: 'signalbox_events_total',
      help: 'Evaluations and events that SDKs counted, as they came in',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    commits: new Counter({
      name: 'signalbox_commits_total',
      help: 'Commits to the database; refused ones met a newer state or a conflict',
      labelNames: ['outcome'],
      registers,
    }),
    commitSeconds: new Histogram({
      name: 'signalbox_commit_seconds',
      help: 'How long commits took that were done, waiting for their turn included',
      buckets: FAST,
      registers,
    }),
    requests: new Counter({
      name: 'signalbox_http_requests_total',
      help: 'Requests answered, by the pattern of the route and the class of the status',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'signalbox_http_request_seconds',
      help: 'Until the answer began',
      labelNames: ['method', 'route'],
      buckets: FAST,
      registers,
    }),
    probeRounds: new Counter({
      name: 'signalbox_probe_rounds_total',
      help: 'Rounds of the probe',
      labelNames: ['outcome'],
      registers,
    }),
    probePropagation: new Histogram({
      name: 'signalbox_probe_propagation_seconds',
      help: "From handing a change to the database until the probe's SDK answered with it",
      buckets: FAST,
      registers,
    }),
    probeFailing: new Gauge({
      name: 'signalbox_probe_failing',
      help: '1 while the last round of the probe got no answer',
      registers,
    }),
  };
}
