/**
 * MurmurHash3 x86_32 by Austin Appleby (public domain, https://github.com/aappleby/smhasher), over the
 * UTF-8 bytes of strings, without allocating. The `murmurhash` package is the reference: the tests hold
 * this to the same answer on every input.
 */

const { imul } = Math;

function mix(k: number): number {
  k = imul(k, 0xcc9e2d51);
  return imul((k << 15) | (k >>> 17), 0x1b873593);
}

/**
 * The state after a prefix of ASCII characters whose length is a multiple of four. Hashing goes on from
 * here with `hashFrom`, so that a constant prefix costs nothing per call.
 */
export function hashPrefix(prefix: string): number {
  return hashFrom(0, undefined, prefix);
}

/**
 * Hash of prefix + text, from the prefix's state and its length in bytes (a multiple of four).
 * @param prefixLength undefined asks for the state after the text
 * @param top the greatest character code that stands for a single byte
 * @returns an unsigned 32-bit integer
 */
export function hashFrom(state: number, prefixLength: number | undefined, text: string, top = 127): number {
  const length = text.length;
  const stop = length - 3;
  let h = state;
  let i = 0;
  for (; i < stop; i += 4) {
    const a = text.charCodeAt(i);
    const b = text.charCodeAt(i + 1);
    const c = text.charCodeAt(i + 2);
    const d = text.charCodeAt(i + 3);
    if ((a | b | c | d) > top) return hashFrom(state, prefixLength, toBytes(text), 255);
    h ^= mix(a | (b << 8) | (c << 16) | (d << 24));
    h = (imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  }
  if (prefixLength === undefined) return h;
  let tail = 0;
  for (let shift = 0; i < length; i++, shift += 8) {
    const a = text.charCodeAt(i);
    if (a > top) return hashFrom(state, prefixLength, toBytes(text), 255);
    tail |= a << shift;
  }
  h ^= mix(tail) ^ (prefixLength + length); // mix(0) is 0: nothing to do for an empty tail
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** One character for each byte of its UTF-8; halves of surrogate pairs become U+FFFD, as encoders write them. */
function toBytes(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

/** MurmurHash3 x86_32 of the text's UTF-8 bytes. */
export function murmur3(text: string, seed = 0): number {
  return hashFrom(seed | 0, 0, text);
}
