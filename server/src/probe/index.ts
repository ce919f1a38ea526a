import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { NO_MONITOR, type Monitor } from '../monitoring/index.ts';
import type { Store } from '../store/store.ts';
import { createRounds, type Outcome } from './rounds.ts';
import type { Propagation } from './schema.ts';
import { Timings } from './timings.ts';

export interface Probe {
  /** What the last rounds found out. */
  propagation(): Propagation;
  /** To be called once the server answers. */
  start(): void;
  /** To be called while the server still answers. Resolves soon, whatever the network does. */
  close(): Promise<void>;
}

export interface ProbeDeps {
  store: Pick<Store, 'commitProbe'>;
  /** Where the probe's SDK reaches the server; undefined when nothing is to be measured. */
  url: string | undefined;
  /** Milliseconds between two rounds, give or take a fifth: many servers do not probe in step. */
  everyMs: number;
  now: () => number;
  logger: Pick<Logger, 'info' | 'warn'>;
  monitor?: Pick<Monitor, 'probed'>;
  /** Milliseconds after which a round has failed; 10,000 when absent. */
  answerMs?: number;
}

/** How long the end of the server waits for the last round. */
const PATIENCE_MS = 1_000;
/** After the round that connects the SDK, which measures nothing. */
const CONNECTED_PAUSE_MS = 1_000;

/**
 * Measures how long a change takes, all the time: commits one that only the probe sees, and waits until a real SDK, connected
 * to the public address, answers with it.
 */
export function createProbe(deps: ProbeDeps): Probe {
  const { url, everyMs, logger, monitor = NO_MONITOR, now } = deps;
  const timings = new Timings();
  const closing = new AbortController();
  let running: Promise<void> | undefined;

  /** Notes what came out, and answers how long to wait before the next round. */
  function take(outcome: Outcome): number {
    const before = timings.failing;
    if ('failed' in outcome) {
      timings.failed(outcome.failed);
      monitor.probed(undefined);
      // Once, and once more when it is over: a probe that fails does so every round.
      if (before === null) logger.warn({ err: outcome.error, url }, `the probe fails: ${outcome.failed}`);
    } else if (outcome.ms === undefined) {
      return Math.min(everyMs, CONNECTED_PAUSE_MS);
    } else {
      timings.answered(Math.round(outcome.ms * 10) / 10, now());
      monitor.probed(outcome.ms);
      if (before !== null) logger.info({ url }, 'the probe gets answers again');
    }
    return everyMs * (0.8 + 0.4 * Math.random());
  }

  async function run(address: string): Promise<void> {
    const rounds = createRounds({ answerMs: 10_000, ...deps, url: address, signal: closing.signal });
    while (!closing.signal.aborted) {
      const outcome = await rounds.next();
      if (closing.signal.aborted) break;
      const pause = take(outcome);
      await wait(pause, undefined, { ref: false, signal: closing.signal }).catch(() => undefined);
    }
    await rounds.close();
  }

  return {
    propagation: () => timings.propagation,
    start() {
      if (url === undefined) return;
      running ??= run(url).catch((error: unknown) => logger.warn({ err: error }, 'the probe ended'));
    },
    async close() {
      closing.abort();
      await Promise.race([running, wait(PATIENCE_MS, undefined, { ref: false })]);
    },
  };
}
