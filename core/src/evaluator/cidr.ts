/** The addresses that begin with these bits. */
export interface Network {
  /** As `addressBits` writes them. */
  readonly prefix: string;
}

const GROUPS = 8;

/**
 * The 128 bits of an IP address as zeros and ones, or undefined when the text is none (RFC 4291, 2.2). IPv4 is as IPv6
 * maps it (`::ffff:a.b.c.d`, 2.5.5.2).
 */
export function addressBits(text: string): string | undefined {
  if (text.length > 45) return undefined; // the longest there is
  // An IPv4 address may stand for the last two groups.
  const hex = text.replace(
    /(^|:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/,
    (_, before: string, a: string, b: string, c: string, d: string) =>
      `${before || '::ffff:'}${byte(a)}${byte(b)}:${byte(c)}${byte(d)}`,
  );
  const [head = '', tail] = hex.split(/::(.*)/);
  const left = groupsOf(head);
  const right = groupsOf(tail);
  const zeros = tail === undefined ? 0 : Math.max(1, GROUPS - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return groups.length === GROUPS && groups.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')
    : undefined;
}

function groupsOf(side = ''): string[] {
  return side ? side.split(':') : [];
}

/** Two hexadecimal digits, or what is none. No leading zeros: some readers take them for octal. */
function byte(digits: string): string {
  const value = Number(digits) & 255;
  return String(value) === digits ? value.toString(16).padStart(2, '0') : '?';
}

/** Parses `10.0.0.0/8`, `2001:db8::/32` or a single address, or returns undefined when the text is neither. */
export function parseCidr(text: string): Network | undefined {
  const [, host = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const bits = addressBits(host);
  const end = length === undefined ? 128 : Number(length) + (host.includes(':') ? 0 : 96);
  return bits && end <= 128 ? { prefix: bits.slice(0, end) } : undefined;
}
