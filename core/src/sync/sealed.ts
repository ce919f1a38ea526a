import { murmur3 } from '../evaluator/index.ts';

/**
 * A text with its checksum before it, to be kept on disk: tells one that was cut off or spoiled there from the one that
 * was written. No protection against intent.
 */
export function seal(text: string): string {
  return `${murmur3(text)} ${text}`;
}

/** The text, if it is still what it was; otherwise an empty one. */
export function unseal(sealed: string): string {
  const text = sealed.slice(sealed.indexOf(' ') + 1);
  return seal(text) === sealed ? text : '';
}
