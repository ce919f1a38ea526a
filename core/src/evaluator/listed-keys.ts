import { murmur3 } from './murmur.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Stands for a listed key in payloads that everyone may read: 48 bits of two MurmurHash3 values of
 * salt + key, as 8 characters. It keeps keys from being read, not from being guessed: who already has a
 * key can find out whether it is listed.
 */
export function hashListedKey(salt: string, key: string): string {
  return digits(murmur3(salt + key)) + digits(murmur3(salt + key, 0x5b0c));
}

/** The first 24 bits. */
function digits(hash: number): string {
  let text = '';
  for (let shift = 26; shift >= 8; shift -= 6) text += DIGITS.charAt((hash >>> shift) & 63);
  return text;
}
