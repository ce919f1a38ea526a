import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Flag, Segment } from '@signalbox/core/evaluator';
import type { RulesetDelta, Store } from '../../server/src/store/store.ts';
import { engines } from './engines.ts';
import { commits, keys } from './histories.ts';
import { ada, createFlag, createShop } from './shop.ts';
import { withStores } from './with-store.ts';

/** A ruleset as a client holds it. */
interface Held {
  flags: Map<string, Flag>;
  segments: Map<string, Segment>;
}

function applied(held: Held, delta: RulesetDelta): Held {
  const flags = new Map(held.flags);
  const segments = new Map(held.segments);
  for (const { flag } of delta.flags) flags.set(flag.key, flag);
  for (const one of delta.segments) segments.set(one.key, one);
  for (const { key } of delta.removedFlags) flags.delete(key);
  for (const { key } of delta.removedSegments) segments.delete(key);
  return { flags, segments };
}

const nothing: Held = { flags: new Map(), segments: new Map() };
describe.each(engines)('patches on $engine', ({ create }) => {
  const stores = withStores(create);

  async function look(store: Store, project: string, since: number): Promise<RulesetDelta> {
    const delta = await store.rulesetDelta(project, 'production', since);
    if (!delta) throw new Error('no such environment');
    return delta;
  }

  test('from any revision lead to the same ruleset as fetching all of it', async () => {
    const { store } = await stores.fresh();
    let runs = 0;

    await fc.assert(
      fc.asyncProperty(commits, async (changes) => {
        const project = `shop-${runs++}`;
        await store.commit({ ...createShop, project }, ada);
        for (const key of keys) await store.commit({ ...createFlag(key), project }, ada);

        const history: { revision: number; held: Held }[] = [];
        for (const change of [undefined, ...changes]) {
          // Removing a segment that is not there is refused: nothing changes then.
          if (change) await store.commit({ ...change, project, comment: '' }, ada).catch(() => {});
          const all = await look(store, project, 0);
          history.push({ revision: all.revision, held: applied(nothing, all) });
        }

        const latest = history.at(-1)?.held;
        for (const { revision, held } of history) {
          expect(applied(held, await look(store, project, revision))).toEqual(latest);
        }
      }),
      { numRuns: 25 },
    );
  });
});
