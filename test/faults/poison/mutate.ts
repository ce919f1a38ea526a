import { below, pick } from '../random.ts';

/** Spoils a frame: its text, or what it says. */
export function mutate(frame: object, other: object, random: () => number): string {
  const text = JSON.stringify(frame);
  const spoiled = pick(MUTATIONS, random)(text, JSON.stringify(other), random);
  return random() < 0.2 ? flipBits(spoiled, '', random) : spoiled;
}

type Mutation = (text: string, other: string, random: () => number) => string;

const MUTATIONS: readonly Mutation[] = [
  flipBits,
  cut,
  repeat,
  splice,
  swap,
  swap,
  swap,
  remove,
  wrongDigest,
  nest,
];

/** As texts, because JSON has more than JavaScript writes: numbers beyond all numbers, and names that are prototypes. */
const ODD = [
  'null',
  'true',
  'false',
  '0',
  '-1',
  '-0',
  '0.5',
  '1e308',
  '1e999',
  '-1e999',
  '9007199254740993',
  '1e15',
  '999999999999999',
  '""',
  '"x"',
  '"7"',
  '"__proto__"',
  '"constructor"',
  '"\\u0000"',
  '"\\ud800"',
  '[]',
  '[null]',
  '[[]]',
  '[{}]',
  '{}',
  '{"length":-1}',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '[{"key":"__proto__","version":1}]',
  '[{"key":"checkout","version":"1"}]',
  '{"flags":null,"segments":7}',
];

function flipBits(text: string, _other: string, random: () => number): string {
  const bytes = Buffer.from(text);
  for (let flips = 1 + below(4, random); flips > 0; flips--) {
    const at = below(bytes.length, random);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8, random));
  }
  return bytes.toString('utf8');
}

function cut(text: string, _other: string, random: () => number): string {
  return text.slice(below(2, random) * below(text.length, random), below(text.length, random));
}

function repeat(text: string, _other: string, random: () => number): string {
  const at = below(text.length, random);
  return text.slice(0, at + below(40, random)) + text.slice(at);
}

function splice(text: string, other: string, random: () => number): string {
  return text.slice(0, below(text.length, random)) + other.slice(below(other.length, random));
}

/** Another value in one place. */
function swap(text: string, _other: string, random: () => number): string {
  return placed(text, random, () => pick(ODD, random));
}

function remove(text: string, _other: string, random: () => number): string {
  return placed(text, random, () => undefined);
}

function nest(text: string, _other: string, random: () => number): string {
  const depth = 1 + below(200, random);
  return placed(text, random, () => '['.repeat(depth) + ']'.repeat(depth));
}

function wrongDigest(text: string, _other: string, random: () => number): string {
  const digest = below(2 ** 32, random)
    .toString(16)
    .padStart(16, '0');
  return text.replace(/"digest":"[0-9a-f]*"/, () => `"digest":"${digest}"`);
}

/** Puts a text where one of the values was, anywhere in the frame; undefined takes the value away. */
function placed(text: string, random: () => number, make: () => string | undefined): string {
  let at = JSON.parse(text) as Record<string, unknown>;
  const root = at;
  for (;;) {
    const name = pick(Object.keys(at), random);
    const inner = at[name];
    const deeper = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0;
    if (deeper && random() < 0.7) {
      at = inner as Record<string, unknown>;
      continue;
    }
    const value = make();
    if (value === undefined) delete at[name];
    else at[name] = PLACE;
    return JSON.stringify(root).replace(`"${PLACE}"`, () => value ?? '');
  }
}

const PLACE = '@place@';
