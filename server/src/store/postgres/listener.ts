import pg from 'pg';
import type { Engine, Listener } from '../engine.ts';
import type { Notice } from '../store.ts';
import { CHANNEL, decodeNotice } from './notices.ts';
import { createProgress } from './progress.ts';

interface Options {
  onError: (error: unknown) => void;
  /** How often to look for what a lost notification would have told. */
  pollMs: number;
}

/**
 * Hears of commits through LISTEN, on a connection of its own that is replaced when it dies. Notifications can get
 * lost with it, so the projects' sequences are the truth: looked at in intervals, and after every connect.
 */
export function listen(
  url: string,
  snapshot: Engine['snapshot'],
  heard: (notice: Notice) => void,
  options: Options,
): Listener {
  const progress = createProgress();
  let stopped = false;
  let failures = 0;
  let connection: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    await snapshot(async (transaction) => {
      for (const project of await transaction.find('projects', {})) {
        if (!progress.differs(project.key, project.sequence)) continue;
        const environments = await transaction.find('environments', { project: project.key });
        // Which of them changed is not known here, and a notice too many does no harm.
        heard({
          project: project.key,
          environments: environments.map((environment) => environment.key),
          sdkKeys: true,
        });
      }
    });
  }

  function lookSoon(): void {
    if (stopped) return;
    looking ??= look()
      .catch(options.onError)
      .finally(() => (looking = undefined));
  }

  function onNotification(message: pg.Notification): void {
    const decoded = decodeNotice(message.payload);
    if (!decoded) return lookSoon();
    const { sequence, ...notice } = decoded;
    if (progress.note(notice.project, sequence)) heard(notice);
  }

  async function connect(): Promise<void> {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
    connection = client;
    client.on('error', (error) => {
      if (!stopped) options.onError(error);
    });
    client.on('end', () => reconnect(client));
    client.on('notification', onNotification);
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      failures = 0;
      lookSoon();
    } catch (error) {
      if (!stopped) options.onError(error);
      await client.end().catch(() => {});
      reconnect(client);
    }
  }

  function reconnect(lost: pg.Client): void {
    if (stopped || retry || lost !== connection) return;
    const longest = Math.min(5_000, 50 * 2 ** failures++);
    retry = setTimeout(() => {
      retry = undefined;
      void connect();
    }, Math.random() * longest);
    retry.unref();
  }

  const poll = setInterval(lookSoon, options.pollMs).unref();
  void connect();

  return {
    noted(notice) {
      progress.note(notice.project, notice.sequence);
    },
    async stop() {
      stopped = true;
      clearInterval(poll);
      clearTimeout(retry);
      await connection?.end().catch(() => {});
      await looking;
    },
  };
}
