import type { JsonValue } from '@signalbox/core/evaluator';

/**
 * Values that JSON cannot carry, written as `{ "$": NAME }`, so that case files can hold them and a page can be
 * handed them. `of` and `times` say more where the name needs it.
 */
interface Odd {
  $: string;
  of: string;
  times?: number | undefined;
}

type Make = (odd: Odd, root: unknown) => unknown;

class Person {
  name = 'Ada';
  get age(): number {
    return 36;
  }
}

const throws = (): never => {
  throw new Error('not for reading');
};

const MAKERS: Record<string, Make> = {
  undefined: () => undefined,
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  '-Infinity': () => Number.NEGATIVE_INFINITY,
  '-0': () => -0,
  bigint: () => 42n,
  symbol: () => Symbol('odd'),
  function: () => throws,
  date: ({ of }) => new Date(of),
  /** `of` repeated. */
  text: ({ of, times = 1 }) => of.repeat(times),
  /** The context itself, or whatever else the value stands in. */
  cycle: (_odd, root) => root,
  /** So many objects inside one another. */
  deep: ({ times = 1_000 }) => nest(times),
  holes: () => Object.assign([], { length: 3 }),
  instance: () => new Person(),
  map: () => new Map([['country', 'DE']]),
  set: () => new Set(['DE']),
  regexp: () => /^D/,
  error: () => new Error('odd'),
  text_object: () => Object('DE'),
  number_object: () => Object(42),
  bytes: () => new Uint8Array([1, 2, 3]),
  promise: () => Promise.resolve('DE'),
  no_prototype: () => Object.assign(Object.create(null) as object, { country: 'DE' }),
  bad_to_string: () => ({ toString: throws, valueOf: throws, toJSON: throws, [Symbol.toPrimitive]: throws }),
  proxy: () => new Proxy({ country: 'DE' }, {}),
  throwing_proxy: () => new Proxy({}, { get: throws, has: throws, ownKeys: throws, getPrototypeOf: throws }),
  revoked_proxy: () => revoked({}),
  revoked_list: () => revoked([]),
  odd_date: () => Object.assign(new Date(0), { toISOString: throws, toJSON: throws }),
  half_date: () => Object.create(Date.prototype) as unknown,
};

/** Every odd value by name; `throws` is a property whose getter throws. */
export const ODD_NAMES: readonly string[] = [...Object.keys(MAKERS), 'throws'];

/** Makes the value that JSON stands for. What is not odd is copied. */
export function revive(json: JsonValue | undefined): unknown {
  return json === undefined ? undefined : make(json, { root: undefined });
}

function make(json: JsonValue, at: { root: unknown }): unknown {
  if (typeof json !== 'object' || json === null) return json;
  const odd = asOdd(json);
  if (odd) return MAKERS[odd.$]?.(odd, at.root);
  const copy: unknown = Array.isArray(json) ? [] : {};
  at.root ??= copy;
  for (const [name, part] of Object.entries(json)) define(copy as object, name, part, at);
  return copy;
}

/** By definition, not by assignment: an attribute may be called `__proto__`. */
function define(target: object, name: string, part: JsonValue, at: { root: unknown }): void {
  const plain = { configurable: true, enumerable: true };
  if (asOdd(part)?.$ === 'throws') Object.defineProperty(target, name, { ...plain, get: throws });
  else Object.defineProperty(target, name, { ...plain, writable: true, value: make(part, at) });
}

function asOdd(json: JsonValue): Odd | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const { $: name, of, times } = json;
  if (typeof name !== 'string' || !ODD_NAMES.includes(name)) return undefined;
  return {
    $: name,
    of: typeof of === 'string' ? of : '',
    times: typeof times === 'number' ? times : undefined,
  };
}

function nest(depth: number): unknown {
  let value: unknown = 'DE';
  for (let at = 0; at < depth; at++) value = { country: value };
  return value;
}

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}
