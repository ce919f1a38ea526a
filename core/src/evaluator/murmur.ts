/**
 * MurmurHash3 x86_32 by Austin Appleby (public domain, https://github.com/aappleby/smhasher), over the
 * UTF-8 bytes of strings, without allocating. The `murmurhash` package is the reference: the tests hold
 * this to the same answer on every input.
 */

const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

function mixK(k: number): number {
  k = Math.imul(k, C1);
  return Math.imul((k << 15) | (k >>> 17), C2);
}

function mixH(h: number, k: number): number {
  h ^= mixK(k);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(h: number, tail: number, length: number): number {
  h ^= mixK(tail); // mixK(0) is 0: nothing to do for an empty tail
  h ^= length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * The state after a prefix of ASCII characters whose length is a multiple of four. Hashing goes on from
 * here with `hashFrom`, so that a constant prefix costs nothing per call.
 */
export function hashPrefix(prefix: string, seed = 0): number {
  let h = seed | 0;
  for (let i = 0; i < prefix.length; i += 4) {
    h = mixH(
      h,
      prefix.charCodeAt(i) |
        (prefix.charCodeAt(i + 1) << 8) |
        (prefix.charCodeAt(i + 2) << 16) |
        (prefix.charCodeAt(i + 3) << 24),
    );
  }
  return h;
}

/**
 * Hash of prefix + text, from the prefix's state and its length in bytes (a multiple of four).
 * @returns an unsigned 32-bit integer
 */
export function hashFrom(state: number, prefixLength: number, text: string): number {
  const length = text.length;
  const stop = length - 3;
  let h = state;
  let i = 0;
  for (; i < stop; i += 4) {
    const a = text.charCodeAt(i);
    const b = text.charCodeAt(i + 1);
    const c = text.charCodeAt(i + 2);
    const d = text.charCodeAt(i + 3);
    if ((a | b | c | d) > 127) return hashUtf8(h, prefixLength + i, text, i);
    h = mixH(h, a | (b << 8) | (c << 16) | (d << 24));
  }
  let tail = 0;
  for (let shift = 0, j = i; j < length; j++, shift += 8) {
    const a = text.charCodeAt(j);
    if (a > 127) return hashUtf8(h, prefixLength + i, text, i);
    tail |= a << shift;
  }
  return finish(h, tail, prefixLength + length);
}

/** Goes on from character `start` of a text that is not all ASCII, as TextEncoder would encode it. */
function hashUtf8(h: number, bytes: number, text: string, start: number): number {
  let k = 0;
  const push = (byte: number): void => {
    k |= byte << ((bytes & 3) * 8);
    if ((++bytes & 3) === 0) {
      h = mixH(h, k);
      k = 0;
    }
  };
  for (let i = start; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code >= 0xd800 && code < 0xe000) {
      const low = code < 0xdc00 ? text.charCodeAt(i + 1) : 0;
      if (low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        i++;
      } else code = 0xfffd; // half of a pair: the replacement character
    }
    if (code < 0x80) push(code);
    else {
      if (code < 0x800) push(0xc0 | (code >> 6));
      else {
        if (code < 0x10000) push(0xe0 | (code >> 12));
        else {
          push(0xf0 | (code >> 18));
          push(0x80 | ((code >> 12) & 63));
        }
        push(0x80 | ((code >> 6) & 63));
      }
      push(0x80 | (code & 63));
    }
  }
  return finish(h, k, bytes);
}

/** MurmurHash3 x86_32 of the text's UTF-8 bytes. */
export function murmur3(text: string, seed = 0): number {
  return hashFrom(seed | 0, 0, text);
}
