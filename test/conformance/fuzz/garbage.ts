import type { JsonValue, Ruleset } from '@signalbox/core/evaluator';
import fc from 'fast-check';

/** Spoils rulesets: flags and segments keep their key and version, anything else may become anything. */

/** As texts: a copy is then as good as the original. */
const garbage: fc.Arbitrary<string | undefined> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(undefined) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom<JsonValue[]>(
        null,
        true,
        0,
        -1,
        1e308,
        '',
        'x',
        '__proto__',
        'constructor',
        [],
        {},
        [null],
        [[]],
        [{}],
        { length: -1 },
        { variant: 'v0', split: [] },
        { share: 'half', variant: 'v0' },
        { share: 150_000, variant: 'v0' },
        { attribute: null, operator: 'in', values: null },
        { attribute: '', operator: 'matches', values: ['('] },
        { attribute: '..', operator: 'exists', values: [] },
        { attribute: '__proto__.x', operator: 'exists', values: [] },
        { operator: '__proto__', attribute: 'a', values: [] },
        { operator: 'toString', attribute: 'a', values: [] },
        { all: null },
        { all: [], any: [] },
      )
      .map((value) => JSON.stringify(value)),
  },
  { weight: 1, arbitrary: fc.constantFrom(nested('all', 300), nested('none', 1_000)) },
  { weight: 1, arbitrary: fc.json() },
);

/** Which entry, which way into it, and what is put there; undefined takes it away. */
export const spoilings = fc.array(
  fc.record({ entry: fc.nat(), way: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), garbage }),
  { minLength: 20, maxLength: 80 },
);

type Spoiling = typeof spoilings extends fc.Arbitrary<(infer T)[]> ? T : never;

/** A spoiled copy. */
export function spoil({ flags, segments }: Ruleset, list: readonly Spoiling[]): Ruleset {
  const copy = structuredClone({ flags, segments });
  const entries = [...copy.flags, ...copy.segments];
  for (const { entry, way, garbage: by } of list) {
    const chosen = entries[entry % entries.length];
    if (chosen) put(chosen, way, by);
  }
  return copy;
}

function put(entry: object, way: readonly number[], by: string | undefined): void {
  let at: Record<string, unknown> = { ...entry };
  let names = Object.keys(at).filter((name) => name !== 'key' && name !== 'version');
  at = entry as Record<string, unknown>;
  for (const [depth, step] of way.entries()) {
    const name = names[step % names.length];
    if (name === undefined) return;
    const inner = at[name];
    const last = depth === way.length - 1 || typeof inner !== 'object' || inner === null;
    if (last || Object.keys(inner).length === 0) {
      if (by === undefined) delete at[name];
      else at[name] = JSON.parse(by);
      return;
    }
    at = inner as Record<string, unknown>;
    names = Object.keys(at);
  }
}

function nested(group: string, depth: number): string {
  const clause = '{"attribute":"a","operator":"exists","values":[]}';
  return `${`{"${group}":[`.repeat(depth)}${clause}${']}'.repeat(depth)}`;
}
