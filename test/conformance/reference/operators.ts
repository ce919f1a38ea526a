import type { Clause, Operator } from '@signalbox/core/evaluator';
import ipaddr from 'ipaddr.js';
import semver from 'semver';

/**
 * The operators, one by one and without any preparation. Each answers for one value of the context and one value of
 * the clause; undefined when it cannot compare the value of the context.
 * @throws {Error} when it cannot compare with the value of the clause: no server saves such a clause.
 */

type Operand = Clause['values'][number];
type Compare = (value: unknown, operand: Operand, ignoreCase: boolean) => boolean | undefined;

const MAX_MATCHED_LENGTH = 10_000;

export const COMPARE: Record<Exclude<Operator, 'exists' | 'inSegment'>, Compare> = {
  in: isEqual,
  equals: isEqual,
  contains: texts((text, part) => text.includes(part)),
  startsWith: texts((text, part) => text.startsWith(part)),
  endsWith: texts((text, part) => text.endsWith(part)),
  matches: isMatch,
  greaterThan: numbers((value, limit) => value > limit),
  greaterThanOrEqual: numbers((value, limit) => value >= limit),
  lessThan: numbers((value, limit) => value < limit),
  lessThanOrEqual: numbers((value, limit) => value <= limit),
  semverEqual: versions(semver.eq),
  semverGreaterThan: versions(semver.gt),
  semverGreaterThanOrEqual: versions(semver.gte),
  semverLessThan: versions(semver.lt),
  semverLessThanOrEqual: versions(semver.lte),
  before: dates((at, limit) => at < limit),
  after: dates((at, limit) => at > limit),
  inCidr: isInside,
};

function isEqual(value: unknown, operand: Operand, ignoreCase: boolean): boolean | undefined {
  if (!['string', 'number', 'boolean'].includes(typeof value)) return undefined;
  if (!ignoreCase || typeof value !== 'string' || typeof operand !== 'string') return value === operand;
  return value.toLowerCase() === operand.toLowerCase();
}

function texts(holds: (text: string, part: string) => boolean): Compare {
  return (value, operand, ignoreCase) => {
    const part = textOf(operand);
    if (typeof value !== 'string') return undefined;
    return ignoreCase ? holds(value.toLowerCase(), part.toLowerCase()) : holds(value, part);
  };
}

function isMatch(value: unknown, operand: Operand, ignoreCase: boolean): boolean | undefined {
  const pattern = new RegExp(textOf(operand), ignoreCase ? 'iu' : 'u');
  if (typeof value !== 'string' || value.length > MAX_MATCHED_LENGTH) return undefined;
  return pattern.test(value);
}

function numbers(holds: (value: number, limit: number) => boolean): Compare {
  return (value, operand) => {
    if (typeof operand !== 'number') throw new Error('no number');
    return typeof value === 'number' ? holds(value, operand) : undefined;
  };
}

function versions(holds: (version: string, other: string) => boolean): Compare {
  return (value, operand) => {
    const other = versionOf(operand);
    if (other === undefined) throw new Error('no version');
    const version = versionOf(value);
    return version === undefined ? undefined : holds(version, other);
  };
}

/** The full form of a version that may leave out its last numbers and begin with a `v`. */
function versionOf(value: unknown): string | undefined {
  const parts = /^v?(\d+)(\.\d+)?(\.\d+)?([-+].*)?$/.exec(typeof value === 'string' ? value : '');
  if (!parts) return undefined;
  const [, major = '', minor = '.0', patch = '.0', rest = ''] = parts;
  return semver.valid(major + minor + patch + rest) ?? undefined;
}

function dates(holds: (at: number, limit: number) => boolean): Compare {
  return (value, operand) => {
    const limit = timeOf(operand);
    if (limit === undefined) throw new Error('no date');
    const at = timeOf(value);
    return at === undefined ? undefined : holds(at, limit);
  };
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since 1970. */
function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !(DATE.test(value) || DATE_TIME.test(value))) return undefined;
  const day = value.slice(0, 10);
  // JavaScript takes 30 February for 2 March.
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

function isInside(value: unknown, operand: Operand): boolean | undefined {
  const [network = '', bits] = textOf(operand).split('/');
  const base = addressOf(network);
  if (!base) throw new Error('no network');
  // A network of IPv4 addresses written as IPv6 counts its prefix from there.
  const shortened = network.includes(':') && base.kind() === 'ipv4' ? 96 : 0;
  const all = base.kind() === 'ipv4' ? 32 : 128;
  const prefix = bits === undefined ? all : Number(bits) - shortened;
  if (!(prefix >= 0 && prefix <= all)) throw new Error('no network');
  const address = addressOf(value);
  return address && address.kind() === base.kind() && address.match(base, prefix);
}

function addressOf(value: unknown): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (typeof value !== 'string') return undefined;
  if (ipaddr.IPv4.isValidFourPartDecimal(value)) return ipaddr.IPv4.parse(value);
  if (!value.includes(':') || !ipaddr.IPv6.isValid(value)) return undefined;
  // The package takes `::10.1.2.3` for `::ffff:10.1.2.3`; it is another address (RFC 4291, 2.5.5).
  const address = ipaddr.IPv6.parse(value.replace(/^::(?=\d+\.)/, '0:0:0:0:0:0:'));
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

function textOf(operand: Operand): string {
  if (typeof operand !== 'string') throw new Error('no text');
  return operand;
}
