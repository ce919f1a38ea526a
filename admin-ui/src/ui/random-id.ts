const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Eight characters. Not `crypto.randomUUID`, which pages that came over plain HTTP do not have. */
export function randomId(): string {
  return Array.from(
    crypto.getRandomValues(new Uint8Array(8)),
    (byte) => ALPHABET[byte % ALPHABET.length],
  ).join('');
}
