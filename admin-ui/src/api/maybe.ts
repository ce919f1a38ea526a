import * as z from 'zod/mini';

/** For search parameters: an address may have been mistyped, and a value that is no good is as good as none. */
export function maybe<Schema extends z.ZodMiniType>(schema: Schema) {
  // oxlint-disable-next-line promise/valid-params -- zod's, not a promise's
  return z.catch(z.optional(schema), undefined);
}
