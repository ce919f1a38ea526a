import type { Position } from '@signalbox/core/sync';
import type { Logger } from 'pino';
import { StaleBasisError, UnknownProjectError, type Store } from '../store/store.ts';
import type { Actor } from '../store/model.ts';
import type { LiveRuleset } from './live-ruleset.ts';

const ACTOR: Actor = { type: 'system', id: 'delivery', name: 'Signalbox' };
const COMMENT = 'An SDK has seen a later revision than there is: the database was restored from a backup.';
/** A public key may claim anything: it must not make everybody fetch everything again and again. */
const AT_MOST_EVERY_MS = 600_000;

interface RecoveryDeps {
  store: Store;
  logger: Pick<Logger, 'warn'>;
  now: () => number;
}

/** @param claimed where an SDK says to stand */
export type Recovery = (ruleset: LiveRuleset, claimed: Position | undefined) => void;

/**
 * Notices from what SDKs have seen that the database is an older one than they know, and then begins a new epoch: they
 * would take its revisions for old ones otherwise, and go on with rulesets that are no more.
 */
export function createRecovery({ store, logger, now }: RecoveryDeps): Recovery {
  const triedAt = new Map<string, number>();

  async function recover(project: string, environment: string, claimed: Position): Promise<void> {
    const { sequence } = (await store.project(project)) ?? {};
    const all = await store.environments(project);
    const found = all.find(({ key }) => key === environment);
    // Another server may just have committed it, or have noticed the same.
    if (!found || found.epoch !== claimed.epoch || found.revision >= claimed.revision) return;
    logger.warn(
      { project, environment, revision: found.revision, seen: claimed.revision },
      'the database was restored from a backup: a new epoch begins',
    );
    const { name, position, production, color } = found;
    const value = { name, position, production, color };
    await store.commit(
      {
        project,
        action: 'environment.renew',
        environment,
        comment: COMMENT,
        writes: [{ type: 'environment', environment, value, newEpoch: true }],
        ...(sequence !== undefined && { basis: sequence }),
      },
      ACTOR,
    );
  }

  return ({ project, environment, view }, claimed) => {
    const { epoch, revision } = view('server').position;
    if (claimed?.epoch !== epoch || claimed.revision <= revision) return;
    const id = `${project}/${environment}`;
    if (now() - (triedAt.get(id) ?? -Infinity) < AT_MOST_EVERY_MS) return;
    triedAt.set(id, now());
    recover(project, environment, claimed).catch((error: unknown) => {
      triedAt.delete(id);
      // Something was committed meanwhile, so the next SDK tells again; or it is the probe's, which mends itself.
      if (error instanceof StaleBasisError || error instanceof UnknownProjectError) return;
      logger.warn(
        { err: error, project, environment },
        'a restored database was not dealt with; next try with the next SDK',
      );
    });
  };
}
