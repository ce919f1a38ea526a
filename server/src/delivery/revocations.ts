import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import type { Channel } from './channel.ts';
import type { SdkKeys } from './sdk-keys.ts';

/** How long the streams of a revoked key may go on when the notice of it was lost, beside the time that it is remembered. */
const CHECK_EVERY_MS = 2_000;

export interface RevocationsDeps {
  store: Store;
  keys: SdkKeys;
  logger: Pick<Logger, 'warn'>;
  channels(): Iterable<Channel>;
}

/** Ends the streams of SDK keys that are revoked, soon after a notice and in any case within a few seconds. */
export function endRevokedStreams({ store, keys, logger, channels }: RevocationsDeps): () => void {
  /** One question for each environment that somebody streams, however many they are. */
  async function check(project?: string): Promise<void> {
    const asked =
      project === undefined
        ? [...channels()]
        : [...channels()].filter((channel) => channel.ruleset.project === project);
    for (const ruleset of new Set(asked.map((channel) => channel.ruleset))) {
      const streams = asked.flatMap((channel) => (channel.ruleset === ruleset ? [...channel.streams] : []));
      if (streams.length === 0) continue;
      try {
        const known = await store.sdkKeys(ruleset.project, ruleset.environment);
        const valid = new Set(known.filter(({ revokedAt }) => revokedAt === null).map(({ id }) => id));
        const revoked = streams.filter(({ keyId }) => !valid.has(keyId));
        if (revoked.length > 0) keys.forget();
        for (const stream of revoked) stream.drop('revoked');
      } catch (error) {
        logger.warn(
          { err: error, environment: ruleset.environment },
          'SDK keys not checked; the next try is soon',
        );
      }
    }
  }

  const unwatch = store.watch(({ project, sdkKeys }) => {
    if (sdkKeys) void check(project);
  });
  const timer = setInterval(() => void check(), CHECK_EVERY_MS).unref();

  return () => {
    unwatch();
    clearInterval(timer);
  };
}
