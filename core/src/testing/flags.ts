import { murmur3, type Flag, type JsonValue, type Segment, type ValueType } from '../evaluator/index.ts';

/** A flag with rules, as a test describes it: what is left out is as a new flag has it, but on. */
export type TestFlag = Pick<Flag, 'key' | 'variants'> & Partial<Omit<Flag, 'version'>>;

/** A segment, as a test describes it. */
export type TestSegment = Pick<Segment, 'key'> & Partial<Omit<Segment, 'version'>>;

/** A flag that answers with one value, whoever asks. */
export function flagOf(key: string, value: JsonValue, version: number): Flag {
  if (typeof value !== 'boolean') return withDefaults({ key, variants: [{ name: 'value', value }] }, version);
  return withDefaults(
    {
      key,
      variants: [
        { name: 'on', value: true },
        { name: 'off', value: false },
      ],
      offVariant: 'off',
      fallthrough: { variant: value ? 'on' : 'off' },
    },
    version,
  );
}

/** @throws {TypeError} without variants. */
export function withDefaults(flag: TestFlag, version: number): Flag {
  const [first] = flag.variants;
  const last = flag.variants.at(-1);
  if (!first || !last) throw new TypeError(`The flag "${flag.key}" needs at least one variant.`);
  return {
    enabled: true,
    valueType: typeOf(first.value),
    offVariant: last.name,
    rules: [],
    fallthrough: { variant: first.name },
    // Another for every flag, and the same in every run: nobody's bucket changes from one run to the next.
    salt: murmur3(flag.key).toString(16).padStart(8, '0'),
    ...flag,
    version,
  };
}

export function segmentOf(segment: TestSegment, version: number): Segment {
  return { included: [], excluded: [], rules: [], ...segment, version };
}

function typeOf(value: JsonValue): ValueType {
  const type = typeof value;
  return type === 'boolean' || type === 'string' || type === 'number' ? type : 'json';
}
