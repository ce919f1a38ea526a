import type { JsonValue } from '@signalbox/core/evaluator';
import fc from 'fast-check';
import { ODD_NAMES } from '../odd-values.ts';

/** Contexts that no application should pass, written as odd-values.ts reads them. */

const odd: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom(...ODD_NAMES).map((name) => ({ $: name })),
  fc.constantFrom<JsonValue[]>(
    { $: 'text', of: '日', times: 100_000 },
    { $: 'text', of: '10.', times: 50_000 },
    { $: 'text', of: '1-', times: 50_000 },
    { $: 'deep', times: 5_000 },
    { $: 'date', of: 'never' },
    { $: 'date', of: '2026-11-23T18:00:00Z' },
  ),
);

const plain: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constantFrom<JsonValue[]>(
    null,
    'DE',
    'beta',
    42,
    '1.2.3',
    '2026-11-23',
    '10.1.2.3',
    '::1',
    '',
    'user-1',
  ),
);

/** Names that the flags of flags.ts read, and names that mean something to JavaScript. */
const names = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'list', 'targetingKey', '0') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'length',
      'toString',
      'valueOf',
      'toJSON',
      'then',
      '$',
      '',
    ),
  },
);

const { value } = fc.letrec<{ value: JsonValue; object: JsonValue; list: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'odd' },
    { weight: 3, arbitrary: odd },
    { weight: 3, arbitrary: plain },
    { weight: 2, arbitrary: tie('object') },
    { weight: 1, arbitrary: tie('list') },
  ),
  object: fc.array(fc.tuple(names, tie('value')), { maxLength: 6, depthIdentifier: 'odd' }).map(toObject),
  list: fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'odd' }),
}));

export const oddContexts: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 19, arbitrary: fc.array(fc.tuple(names, value), { minLength: 2, maxLength: 9 }).map(toObject) },
  { weight: 1, arbitrary: value },
);

/** Also with a `__proto__` of its own. */
function toObject(entries: [string, JsonValue][]): JsonValue {
  const object: Record<string, JsonValue> = {};
  for (const [name, part] of entries) {
    Object.defineProperty(object, name, {
      value: part,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return object;
}
