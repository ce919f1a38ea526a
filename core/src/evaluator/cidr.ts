/** A network: the first `bits` of an address. */
export interface Network {
  readonly address: Address;
  readonly bits: number;
}

/** An IP address as eight groups of 16 bits; IPv4 as IPv6 maps it (`::ffff:a.b.c.d`, RFC 4291, 2.5.5.2). */
export type Address = readonly number[];

const GROUPS = 8;
const IPV4_PREFIX = 96;

/** Parses an IPv4 or IPv6 address (RFC 4291, 2.2), or returns undefined when the text is none. */
export function parseAddress(text: string): Address | undefined {
  if (text.length > 45) return undefined; // the longest there is
  // An IPv4 address may stand for the last two groups. No leading zeros: some readers take them for octal.
  const ipv4 = /^(|.*:)(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/.exec(text);
  if (ipv4) {
    const [a = 0, b = 0, c = 0, d = 0] = ipv4.slice(2).map(Number);
    if (Math.max(a, b, c, d) > 255) return undefined;
    text = `${ipv4[1] || '::ffff:'}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  }
  const [head = [], tail, ...more] = text.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = GROUPS - head.length - (tail?.length ?? 0);
  if (more.length > 0 || (tail ? zeros < 1 : zeros !== 0)) return undefined;
  const groups = [...head, ...Array<string>(zeros).fill('0'), ...(tail ?? [])];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => Number.parseInt(group, 16));
}

/** Parses `10.0.0.0/8`, `2001:db8::/32` or a single address, or returns undefined when the text is neither. */
export function parseCidr(text: string): Network | undefined {
  const [, host = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(host);
  const first = host.includes(':') ? 0 : IPV4_PREFIX;
  const bits = prefix === undefined ? 128 : first + Number(prefix);
  return address && bits <= 128 ? { address, bits } : undefined;
}

/** Whether the network contains the address. */
export function networkContains({ address, bits }: Network, other: Address): boolean {
  return address.every((group, index) => {
    const rest = 16 - Math.min(16, Math.max(0, bits - index * 16));
    return (group ^ (other[index] ?? 0)) >> rest === 0;
  });
}
