import type { Clause, FlagMetadata, JsonValue, ValueType } from '@signalbox/core/evaluator';
import type { Signalbox } from '../setup/signalbox.ts';

/** A flag of the demo project's production. */
interface TestFlag {
  variants: Record<string, JsonValue>;
  /** Served to everyone, or to those that the rule does not match. */
  serves: string;
  rule?: { serves: string; clauses: Clause[] };
  /** Served instead while the flag is off, which it is if this is there. */
  off?: string;
  metadata?: FlagMetadata;
}

const picture = { showImages: true, title: 'Check out these pics!', imagesPerPage: 100 };
const ballmer: Clause = { attribute: 'email', operator: 'in', values: ['ballmer@macrosoft.com'] };
const forBallmer = { serves: 'zero', clauses: [ballmer] };

/**
 * The flags that the specification's scenarios ask for (its test-flags.json), as Signalbox flags. While one is off,
 * OpenFeature expects the caller's default, and Signalbox serves the off variant: here, that is the same.
 */
export const FLAGS: Record<string, TestFlag> = {
  'boolean-flag': { variants: { on: true, off: false }, serves: 'on' },
  'string-flag': { variants: { greeting: 'hi', parting: 'bye' }, serves: 'greeting' },
  'integer-flag': { variants: { one: 1, ten: 10 }, serves: 'ten' },
  'float-flag': { variants: { tenth: 0.1, half: 0.5 }, serves: 'half' },
  'object-flag': { variants: { empty: {}, template: picture }, serves: 'template' },
  'boolean-zero-flag': { variants: { zero: false, 'non-zero': true }, serves: 'zero' },
  'string-zero-flag': { variants: { zero: '', 'non-zero': 'str' }, serves: 'zero' },
  'integer-zero-flag': { variants: { zero: 0, 'non-zero': 1 }, serves: 'zero' },
  'float-zero-flag': { variants: { zero: 0, 'non-zero': 1 }, serves: 'zero' },
  'object-zero-flag': { variants: { zero: {}, 'non-zero': picture }, serves: 'zero' },
  'boolean-targeted-zero-flag': {
    variants: { zero: false, 'non-zero': true },
    serves: 'zero',
    rule: forBallmer,
  },
  'string-targeted-zero-flag': {
    variants: { zero: '', 'non-zero': 'str' },
    serves: 'zero',
    rule: forBallmer,
  },
  'integer-targeted-zero-flag': {
    variants: { zero: 0, 'non-zero': 1 },
    serves: 'zero',
    rule: forBallmer,
  },
  'float-targeted-zero-flag': { variants: { zero: 0, 'non-zero': 1 }, serves: 'zero', rule: forBallmer },
  'object-targeted-zero-flag': {
    variants: { zero: {}, 'non-zero': picture },
    serves: 'zero',
    rule: forBallmer,
  },
  'complex-targeted': {
    variants: { internal: 'INTERNAL', external: 'EXTERNAL' },
    serves: 'external',
    rule: {
      serves: 'internal',
      clauses: [
        { attribute: 'customer', operator: 'in', values: [false] },
        ballmer,
        { attribute: 'age', operator: 'greaterThan', values: [10] },
      ],
    },
  },
  'boolean-disabled-flag': { variants: { on: true, off: false }, serves: 'on', off: 'off' },
  'string-disabled-flag': {
    variants: { greeting: 'hi', parting: 'bye' },
    serves: 'greeting',
    off: 'parting',
  },
  'integer-disabled-flag': { variants: { one: 1, ten: 10 }, serves: 'ten', off: 'one' },
  'float-disabled-flag': { variants: { tenth: 0.1, half: 0.5 }, serves: 'half', off: 'tenth' },
  'object-disabled-flag': {
    variants: { short: { a: 1 }, template: picture },
    serves: 'template',
    off: 'short',
  },
  'metadata-flag': {
    variants: { on: true, off: false },
    serves: 'on',
    metadata: { string: '1.0.2', integer: 2, float: 0.1, boolean: true },
  },
  'wrong-flag': { variants: { one: 'uno', two: 'dos' }, serves: 'one' },
};

/** Creates them through the admin API, visible to pages, and switches on those that are to be on. */
export async function createFlags({ url, admin }: Signalbox, flags: Record<string, TestFlag>): Promise<void> {
  for (const [key, { variants, serves, rule, off, metadata }] of Object.entries(flags)) {
    const named = Object.entries(variants).map(([name, value]) => ({ name, value }));
    const valueType = typeOf(named[0]?.value);
    const response = await fetch(`${url}/api/v1/projects/shop/flags`, {
      method: 'POST',
      headers: { cookie: admin.cookie, origin: url, 'content-type': 'application/json' },
      body: JSON.stringify({ key, kind: 'release', valueType, variants: named, clientSide: true, metadata }),
    });
    if (!response.ok) throw new Error(`${key}: ${response.status} ${await response.text()}`);
    await admin.configure(key, {
      enabled: off === undefined,
      offVariant: off ?? serves,
      rules: rule ? [{ id: 'ballmer', clauses: rule.clauses, serve: { variant: rule.serves } }] : [],
      fallthrough: { variant: serves },
    });
  }
}

function typeOf(value: JsonValue | undefined): ValueType {
  const type = typeof value;
  return type === 'boolean' || type === 'string' || type === 'number' ? type : 'json';
}
