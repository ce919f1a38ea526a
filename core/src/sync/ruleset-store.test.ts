import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluator/index.ts';
import { patchBetween, rulesetPayload, wireFlag } from './fixtures.ts';
import type { PatchPayload, RulesetPayload } from './protocol.ts';
import { createRulesetStore, type RulesetStore } from './ruleset-store.ts';

const newStore = () => createRulesetStore(() => undefined);

/** The keys that may answer differently; undefined when the payload is not taken. */
function take(store: RulesetStore, payload: RulesetPayload | PatchPayload): string[] | undefined {
  return store.take(JSON.stringify(payload))?.changed;
}

function answers(store: RulesetStore): Record<string, unknown> {
  return Object.fromEntries(
    [...store.ruleset.flags].map(([key, flag]) => [
      key,
      [flag.version, evaluate(store.ruleset, key, 'boolean', {}).value],
    ]),
  );
}

/** A history of rulesets: at each step some flags are set on or off, or removed. */
const histories = fc
  .array(
    fc.array(fc.record({ key: fc.constantFrom(...'abcdefgh'.split('')), on: fc.option(fc.boolean()) }), {
      maxLength: 4,
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((steps) => {
    const flags = new Map<string, boolean>();
    const versions = new Map<string, number>();
    return steps.map((step, i): RulesetPayload => {
      for (const { key, on } of step) {
        if (on === null) flags.delete(key);
        else flags.set(key, on);
        versions.set(key, i + 1);
      }
      return rulesetPayload(
        i + 1,
        [...flags].map(([key, on]) => wireFlag(key, versions.get(key) ?? 0, on)),
      );
    });
  });

describe('a ruleset store', () => {
  it('holds after patches exactly what the whole ruleset would give it', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (history, start) => {
        const from = start % history.length;
        const patched = newStore();
        let last: RulesetPayload | undefined;
        for (const payload of history.slice(from)) {
          const adoption = last ? take(patched, patchBetween(last, payload)) : take(patched, payload);
          expect(adoption).toBeDefined();
          last = payload;
          const whole = newStore();
          take(whole, payload);
          expect(answers(patched)).toEqual(answers(whole));
          expect(patched.standing?.digest).toBe(payload.digest);
        }
      }),
    );
  });

  it('ends at the newest revision whatever order, repetition and loss the events come in', () => {
    const events = histories.chain((history) =>
      fc.tuple(fc.constant(history), fc.array(fc.nat({ max: history.length - 1 }), { maxLength: 30 })),
    );
    fc.assert(
      fc.property(events, ([history, order]) => {
        const store = newStore();
        let newest = 0;
        for (const i of order) {
          const payload = history[i];
          const before = history[i - 1];
          if (!payload) continue;
          const adoption = before ? take(store, patchBetween(before, payload)) : take(store, payload);
          if (!adoption) take(store, payload); // what a connection does
          newest = Math.max(newest, payload.revision);
          expect(store.standing?.revision).toBe(newest);
          expect(store.standing?.digest).toBe(history[newest - 1]?.digest);
        }
      }),
    );
  });

  it('keeps what it has when an older ruleset comes', () => {
    const store = newStore();
    take(store, rulesetPayload(2, [wireFlag('a', 2, true)]));
    expect(take(store, rulesetPayload(1, [wireFlag('a', 1, false)]))).toEqual([]);
    expect(answers(store)).toEqual({ a: [2, true] });
  });

  it('adopts a lower revision of another epoch: the server was restored', () => {
    const store = newStore();
    take(store, rulesetPayload(9, [wireFlag('a', 9, true)]));
    const restored = rulesetPayload(3, [wireFlag('a', 2, false)], { epoch: 'e2' });
    expect(take(store, restored)).toEqual(['a']);
    expect(answers(store)).toEqual({ a: [2, false] });
  });

  it('refuses a payload whose digest does not fit, and keeps what it has', () => {
    const store = newStore();
    const good = rulesetPayload(1, [wireFlag('a', 1)]);
    take(store, good);
    const next = rulesetPayload(2, [wireFlag('a', 2, false)]);
    expect(take(store, { ...next, digest: '0'.repeat(16) })).toBeUndefined();
    expect(take(store, { ...patchBetween(good, next), digest: '0'.repeat(16) })).toBeUndefined();
    expect(answers(store)).toEqual({ a: [1, true] });
  });

  it('asks for the whole ruleset when a patch starts later than where it stands', () => {
    const store = newStore();
    const [one, two, three] = [1, 2, 3].map((n) => rulesetPayload(n, [wireFlag('a', n)]));
    if (!one || !two || !three) throw new Error('three rulesets');
    expect(take(store, patchBetween(one, two))).toBeUndefined();
    take(store, one);
    expect(take(store, patchBetween(two, three))).toBeUndefined();
    expect(store.standing?.revision).toBe(1);
  });

  it('names the flags whose answers may have changed, those that use a changed segment too', () => {
    const member = {
      id: 'r',
      clauses: [{ attribute: 'it', operator: 'inSegment' as const, values: ['beta'] }],
    };
    const flags = [
      { ...wireFlag('uses', 1), rules: [{ ...member, serve: { variant: 'off' } }] },
      wireFlag('other', 1),
      wireFlag('gone', 1),
    ];
    const beta = (version: number, included: string[]) => ({
      key: 'beta',
      version,
      included,
      excluded: [],
      rules: [],
    });
    const before = rulesetPayload(1, flags, { segments: [beta(1, [])] });
    const after = rulesetPayload(2, flags.slice(0, 2), { segments: [beta(2, ['anna'])] });
    const store = newStore();
    take(store, before);
    expect(take(store, patchBetween(before, after))).toEqual(['uses', 'gone']);
    expect(evaluate(store.ruleset, 'uses', 'boolean', { targetingKey: 'anna' }).value).toBe(false);
    expect(evaluate(store.ruleset, 'uses', 'boolean', { targetingKey: 'carl' }).value).toBe(true);
  });
});
