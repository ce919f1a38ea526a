import { deepEqual, equal } from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { digestOf } from '@signalbox/core/sync';
import fc from 'fast-check';
import { createLiveRulesets, type Audience, type View } from '../../server/src/delivery/index.ts';
import { createLogger } from '../../server/src/logging/logger.ts';
import { openStore } from '../../server/src/store/index.ts';
import type { Change } from '../../server/src/store/model.ts';
import { ada, createShop, writeSegment } from '../store/shop.ts';
import { segmentOf, segmentRule, setFlag } from './changes.ts';
import { holdPatch, holdPut, patchOf, putOf, type Held } from './follower.ts';

const SEGMENTS = ['beta', 'staff', 'inner'];
const FLAGS = ['banner', 'search', 'checkout'];

const changes: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .record({
        key: fc.constantFrom(...FLAGS),
        clientSide: fc.nat(3).map((n) => n > 0),
        archived: fc.nat(4).map((n) => n === 0),
        uses: fc.subarray(SEGMENTS),
      })
      .map(({ key, uses, ...state }) => setFlag(key, { ...state, rules: uses.map(segmentRule) })),
  },
  fc
    .record({
      key: fc.constantFrom(...SEGMENTS),
      others: fc.subarray(SEGMENTS),
      included: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
    })
    .map(({ key, others, included }) => segmentOf(key, others, included)),
  fc.constantFrom(...SEGMENTS).map((key) => writeSegment(key, null)),
);

/** Changes in the groups in which a server happens to read them. */
function histories(longest: number): fc.Arbitrary<Change[][]> {
  return fc.array(fc.array(changes, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: longest,
    size: 'max',
  });
}

/**
 * For random changes: a patch from any revision leads to exactly what a put would have brought.
 * @param runs how many histories, each of up to `longest` groups of changes
 * @returns how many changes there were
 */
export async function expectPatchesToEqualPuts(
  audience: Audience,
  runs: number,
  longest: number,
): Promise<number> {
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(histories(longest), async (history) => {
      const held = new Map<number, Held>();
      const last = await follow(history, audience, (view) => {
        const put = holdPut(putOf(view.frameAfter(undefined)));
        equal(put.digest, digestOf(Object.values(put.flags), Object.values(put.segments)));
        held.set(put.revision, put);
      });
      const { epoch, revision } = last.position;
      const now = held.get(revision);
      for (const [from, before] of held) {
        const frame = last.frameAfter({ epoch, revision: from });
        equal(frame === undefined, from === revision);
        deepEqual(frame ? holdPatch(before, patchOf(frame)) : before, now);
      }
      changed += history.flat().length;
    }),
    { numRuns: runs },
  );
  return changed;
}

/** Runs a history through a store and a live ruleset. Changes that the store refuses are left out. */
async function follow(history: Change[][], audience: Audience, adopted: (view: View) => void): Promise<View> {
  const store = await openStore('sqlite::memory:');
  const live = createLiveRulesets({ store, logger: createLogger('silent') });
  try {
    await store.migrate();
    await store.commit(createShop, ada);
    live.onAdopted((ruleset) => adopted(ruleset.view(audience)));
    const ruleset = await live.get('shop', 'production');
    if (!ruleset) throw new Error('The shop has no production environment');
    for (const group of history) {
      const committed = await Promise.allSettled(group.map((change) => store.commit(change, ada)));
      const revisions = committed.map((result) =>
        result.status === 'fulfilled' ? (result.value.revisions['production'] ?? 0) : 0,
      );
      const reached = Math.max(...revisions);
      while (ruleset.view(audience).position.revision < reached) await setImmediate();
    }
    return ruleset.view(audience);
  } finally {
    live.close();
    await store.close();
  }
}
