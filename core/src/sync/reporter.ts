import type { CompiledFlag } from '../evaluator/index.ts';
import type { ExposureStats } from './client-options.ts';
import type { Platform } from './platform.ts';
import { post } from './post.ts';
import { EVENTS_PATH, type EventsPayload, type ExposureCount, type MetricCount } from './protocol.ts';

/**
 * Counts exposures per flag, variant, reason and minute, and metrics per name and minute, in constant memory, and
 * sends them in batches that the server counts once however often they arrive. Evaluations add to counters on the
 * flags' outcomes; once a minute they are collected here.
 */
export interface Reporter {
  /** Takes over the flags' counters: at the end of a minute, and before the flags are replaced. */
  collect(): void;
  /** Says whether it was counted: an odd name or value is not, nor one name too many. */
  track(metric: unknown, value: unknown): boolean;
  stats(): ExposureStats;
  /** Sends what was counted so far. Resolves when the server has answered or could not be reached. */
  flush(): Promise<void>;
  close(): void;
}

/**
 * @param flags those in force
 * @param silent counts, but sends nothing
 */
export function createReporter(
  platform: Platform,
  flags: () => Iterable<CompiledFlag>,
  silent: boolean,
): Reporter {
  const MINUTE_MS = 60_000;
  /** Unsent batches kept while the server is away; an older one is dropped, and counted as such. */
  const MAX_BATCHES = 20;
  /** Lines in one batch; the server refuses larger ones. */
  const MAX_LINES = 1_000;
  /** Different metrics in a minute, as many as the server keeps for an environment. */
  const MAX_METRICS = 200;
  /** Sums stay finite, whatever comes together in a minute. */
  const MAX_VALUE = 1e15;

  const { instance, now, random, setTimer } = platform;
  const exposures = new Map<string, ExposureCount>();
  const metrics = new Map<string, MetricCount>();
  const batches: EventsPayload[] = [];
  const droppedBy = { overflow: 0, refused: 0 };
  let counted = 0;
  let accepted = 0;
  let batchNumber = 0;
  /** May have been counted although no answer said so: under other names it would be counted twice. */
  let doubtful: EventsPayload | undefined;
  /** The server asked not to be sent anything before. */
  let notBefore = 0;
  let minute = now() - (now() % MINUTE_MS);
  let sending: Promise<void> | undefined;
  let stopTimer: (() => void) | undefined;

  function collect(): void {
    for (const { key, outcomes } of flags()) {
      for (const outcome of outcomes) {
        const { variant = '', reason, count } = outcome;
        if (count === 0) continue;
        const id = `${key}|${variant}|${reason}`;
        const line = exposures.get(id);
        if (line) line.count += count;
        else exposures.set(id, { flag: key, variant, reason, minute, count });
        counted += count;
        outcome.count = 0;
      }
    }
  }

  function closeMinute(): void {
    collect();
    minute = now() - (now() % MINUTE_MS);
    const lines = [...exposures.values()];
    const metricLines = [...metrics.values()];
    exposures.clear();
    metrics.clear();
    while (lines.length + metricLines.length > 0)
      batches.push(batchOf(lines.splice(0, MAX_LINES), metricLines.splice(0)));
    // The first is on its way and may yet be counted: drop those after it.
    for (const batch of batches.splice(1, batches.length - MAX_BATCHES)) droppedBy.overflow += total(batch);
  }

  function batchOf(lines: ExposureCount[], metricLines: MetricCount[]): EventsPayload {
    return { batch: `${instance}-${++batchNumber}`, instance, exposures: lines, metrics: metricLines };
  }

  async function sendAll(): Promise<void> {
    for (let batch = batches[0]; batch && !silent && now() >= notBefore; batch = batches[0]) {
      const { status, retryAfterMs = 0 } = await post(platform, EVENTS_PATH, batch);
      if (status === 401 || status === 429 || status >= 500) {
        notBefore = now() + retryAfterMs;
        if (status >= 500) doubtful = batch;
        break;
      }
      batches.shift();
      if (status < 300) accepted += total(batch);
      else if (status === 413 && batch.exposures.length > 1 && batch !== doubtful) {
        // Nothing of it was counted: again, in two parts.
        const half = batch.exposures.splice(0, batch.exposures.length / 2);
        batches.unshift(batchOf(half, batch.metrics ?? []), batchOf(batch.exposures, []));
      } else droppedBy.refused += total(batch);
    }
  }

  function send(): Promise<void> {
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  /** A minute ends where the clock says so; sending waits a little, so that not everybody sends at once. */
  function schedule(): void {
    stopTimer = setTimer(
      () => {
        closeMinute();
        stopTimer = setTimer(() => {
          schedule();
          void send();
        }, random() * 10_000);
      },
      MINUTE_MS - (now() % MINUTE_MS),
    );
  }

  if (!silent) schedule();
  return {
    collect,
    track(metric, value) {
      if (typeof metric !== 'string' || !/^[\w.-]{1,64}$/.test(metric)) return false;
      if (typeof value !== 'number' || !(Math.abs(value) <= MAX_VALUE)) return false;
      const line = metrics.get(metric);
      if (line) {
        line.count++;
        line.sum += value;
      } else if (metrics.size < MAX_METRICS) metrics.set(metric, { metric, minute, count: 1, sum: value });
      return metrics.has(metric);
    },
    stats() {
      collect();
      const dropped = droppedBy.overflow + droppedBy.refused;
      return {
        counted,
        accepted,
        dropped,
        droppedBy: { ...droppedBy },
        pending: counted - accepted - dropped,
      };
    },
    flush() {
      closeMinute();
      return send();
    },
    close: () => stopTimer?.(),
  };
}

function total({ exposures }: EventsPayload): number {
  return exposures.reduce((sum, line) => sum + line.count, 0);
}
