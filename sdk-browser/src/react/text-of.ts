/** By which to see that something written anew with every rendering still says the same. Itself if it has no text. */
export function textOf(value: unknown): unknown {
  try {
    return typeof value === 'object' ? JSON.stringify(value) : value;
  } catch {
    return value;
  }
}
