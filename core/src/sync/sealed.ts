import { murmur3 } from '../evaluator/index.ts';

const LENGTH = 8;

/**
 * A text with its checksum before it, to be kept on disk: tells one that was cut off or spoiled there from the one that
 * was written. No protection against intent.
 */
export function seal(text: string): string {
  return murmur3(text).toString(16).padStart(LENGTH, '0') + text;
}

/** The text, if it is still what it was. */
export function unseal(sealed: string): string | undefined {
  const text = sealed.slice(LENGTH);
  return seal(text) === sealed ? text : undefined;
}
