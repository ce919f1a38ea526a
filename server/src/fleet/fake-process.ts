import { vi } from 'vitest';
import { createFleet, Roster } from './index.ts';
import type { MemoryStore } from './fake-store.ts';

/** A server process, as far as the fleet goes. */
export async function startProcess(store: MemoryStore) {
  const warn = vi.fn<(...args: unknown[]) => void>();
  const roster = new Roster({ store, now: Date.now, logger: { warn } });
  await roster.start();
  const fleet = createFleet({ now: Date.now, roster });
  const commit = (revision: number, epoch = 'e') =>
    fleet.committed('shop', 'production', { epoch, revision, at: Date.now(), digest: `digest-${revision}` });
  commit(5);
  return {
    roster,
    warn,
    commit,
    connect: (instance: string) => fleet.streaming('shop', 'production', { instance, sdk: 'node/0.1.0' }),
    poll: (instance: string, everyMs: number) =>
      fleet.polled('shop', 'production', { instance, sdk: 'node/0.1.0' }, 5, everyMs),
    confirm: (instance: string, revision: number, rest: object = {}) =>
      fleet.confirmed('shop', 'production', {
        instance,
        epoch: 'e',
        revision,
        digest: `digest-${revision}`,
        ...rest,
      }),
    leave: (instance: string) => fleet.left('shop', 'production', instance),
    async report(revision: number) {
      await fleet.gather('shop', 'production');
      return fleet.receipt('shop', 'production', revision);
    },
    /** As SIGKILL does it. */
    die: () => vi.clearAllTimers(),
  };
}
