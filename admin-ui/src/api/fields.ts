import * as z from 'zod/mini';

/** What forms check before the server does, in the words that stand below a field. */

export const keyField = z
  .string()
  .check(
    z.minLength(1, 'Enter a key.'),
    z.maxLength(64, 'Use at most 64 characters.'),
    z.regex(/^[a-z0-9][a-z0-9._-]*$/, 'Start with a-z or 0-9; use only a-z, 0-9, ".", "_" and "-".'),
  );

export const nameField = z
  .string()
  .check(z.trim(), z.minLength(1, 'Enter a name.'), z.maxLength(120, 'Use at most 120 characters.'));

export function optionalText(maxLength: number) {
  return z.string().check(z.maxLength(maxLength, `Use at most ${maxLength} characters.`));
}

export const roleField = z.enum(['viewer', 'editor', 'operator', 'admin']);
