import { randomUUID } from 'node:crypto';
import type { Outcome } from '@signalbox/core/evaluator';
import type { ExposureCount } from '@signalbox/core/sync';
import type { Logger } from 'pino';
import type { SdkKey } from '../store/model.ts';
import type { Store } from '../store/store.ts';

const MINUTE_MS = 60_000;
/** Batches kept while the database is away; then the oldest is given up. */
const MAX_BATCHES = 100;

interface Batch {
  readonly id: string;
  readonly project: string;
  readonly environment: string;
  readonly counts: ExposureCount[];
}

export interface ExposureCountsDeps {
  store: Store;
  now: () => number;
  logger: Pick<Logger, 'warn'>;
}

/** Counts evaluations per flag, variant, reason and minute, and writes them down once a minute. */
export interface ExposureCounts {
  count(key: SdkKey, flag: string, outcome: Outcome): void;
  /** Writes down what is left. */
  close(): Promise<void>;
}

export function createExposureCounts({ store, now, logger }: ExposureCountsDeps): ExposureCounts {
  let open = new Map<string, { key: SdkKey; lines: Map<string, ExposureCount> }>();
  const batches: Batch[] = [];
  let writing: Promise<void> | undefined;

  function count(key: SdkKey, flag: string, { variant = '', reason }: Outcome): void {
    const place = `${key.project}/${key.environment}`;
    let counted = open.get(place);
    if (!counted) open.set(place, (counted = { key, lines: new Map() }));
    const time = now();
    const minute = time - (time % MINUTE_MS);
    const id = `${flag}|${variant}|${reason}|${minute}`;
    const line = counted.lines.get(id);
    if (line) line.count += 1;
    else counted.lines.set(id, { flag, variant, reason, minute, count: 1 });
  }

  function closeBatches(): void {
    for (const { key, lines } of open.values()) {
      const { project, environment } = key;
      batches.push({ id: randomUUID(), project, environment, counts: [...lines.values()] });
    }
    open = new Map();
    const lost = batches.splice(0, batches.length - MAX_BATCHES);
    if (lost.length > 0) logger.warn({ evaluations: total(lost) }, 'OFREP exposures given up: too many wait');
  }

  /** A batch that may have been written before the database was lost keeps its id: it counts once. */
  async function write(): Promise<void> {
    for (let batch = batches[0]; batch; batch = batches[0]) {
      try {
        await store.addExposures(batch.project, batch.environment, batch.id, batch.counts);
      } catch (error) {
        logger.warn({ err: error, evaluations: total(batches) }, 'OFREP exposures not written down yet');
        return;
      }
      if (batches[0] === batch) batches.shift();
    }
  }

  function flush(): Promise<void> {
    closeBatches();
    return (writing ??= write().finally(() => (writing = undefined)));
  }

  const timer = setInterval(() => void flush(), MINUTE_MS).unref();

  return {
    count,
    async close() {
      clearInterval(timer);
      await writing;
      await flush();
    },
  };
}

function total(batches: readonly Batch[]): number {
  return batches.flatMap(({ counts }) => counts).reduce((sum, { count }) => sum + count, 0);
}
