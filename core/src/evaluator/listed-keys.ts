import { murmur3 } from './murmur.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Stands for a listed key in payloads that everyone may read: 48 bits of two MurmurHash3 values of
 * salt + key, as 8 characters. It keeps keys from being read, not from being guessed: who already has a
 * key can find out whether it is listed.
 */
export function hashListedKey(salt: string, key: string): string {
  const text = salt + key;
  return digits(murmur3(text, 0) >>> 8) + digits(murmur3(text, 0x5b0c) >>> 8);
}

function digits(bits24: number): string {
  return (
    DIGITS.charAt(bits24 >>> 18) +
    DIGITS.charAt((bits24 >>> 12) & 63) +
    DIGITS.charAt((bits24 >>> 6) & 63) +
    DIGITS.charAt(bits24 & 63)
  );
}
