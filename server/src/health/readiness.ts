import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { FieldProblem } from '../http/problem.ts';
import type { Store } from '../store/store.ts';

/** Whether requests can be answered now. Looked at anew each time, so it recovers by itself. */
export interface Readiness {
  /** What stands in the way, the check as `field`; empty when the server is ready. */
  problems(): Promise<FieldProblem[]>;
  /** The server ends: it is not ready any more, whatever else holds. */
  drain(): void;
}

interface ReadinessDeps {
  store: Pick<Store, 'ping' | 'missingMigrations'>;
  logger: Pick<Logger, 'info' | 'warn'>;
}

/** Whoever asks has a limit as well, and wants to hear which check it was. */
export const CHECK_MS = 2_000;

const DRAINING = problem('draining', 'the server is ending', 'Send requests to another one.');
const DATABASE = problem(
  'database',
  'does not answer',
  'Start it, or correct SIGNALBOX_DATABASE_URL. The log has the reason.',
);

/** What a look at the database found. */
interface Finding {
  problems: FieldProblem[];
  error?: unknown;
}

export function createReadiness({ store, logger }: ReadinessDeps): Readiness {
  let draining = false;
  let told = '';
  let looking: Promise<Finding> | undefined;

  async function look(): Promise<Finding> {
    try {
      await store.ping();
    } catch (error) {
      return { problems: [DATABASE], error };
    }
    try {
      const missing = await store.missingMigrations();
      return { problems: missing === 0 ? [] : [lacking(`${missing} of them missing`)] };
    } catch (error) {
      return { problems: [lacking('cannot be looked at')], error };
    }
  }

  /** One look for all who ask at the same time. One that takes too long is forgotten: the next asks anew. */
  async function find(): Promise<Finding> {
    const mine = (looking ??= look());
    const error = new Error(`no answer within ${CHECK_MS} ms`);
    const finding = await within(CHECK_MS, mine, () => ({ problems: [DATABASE], error }));
    if (looking === mine) looking = undefined;
    return finding;
  }

  /** Once for each change: this is asked every few seconds. */
  function tell({ problems, error }: Finding): void {
    const now = problems.map(({ field, problem: what }) => `${field}: ${what}`).join(', ');
    if (now === told) return;
    told = now;
    if (now === '') logger.info('ready again');
    else logger.warn({ err: error }, `not ready: ${now}`);
  }

  return {
    async problems() {
      if (draining) return [DRAINING];
      const finding = await find();
      tell(finding);
      return finding.problems;
    },
    drain() {
      draining = true;
    },
  };
}

/** What comes out of `work`, or `late` when that takes too long. */
export async function within<T>(ms: number, work: Promise<T>, late: () => T): Promise<T> {
  const done = new AbortController();
  try {
    const timeout = wait(ms, undefined, { ref: false, signal: done.signal });
    return await Promise.race([work, timeout.then(late)]);
  } finally {
    done.abort();
  }
}

function lacking(what: string): FieldProblem {
  return problem('migrations', what, 'Start the server again: it brings the database up to date.');
}

function problem(field: string, what: string, remedy: string): FieldProblem {
  return { field, problem: what, remedy };
}
