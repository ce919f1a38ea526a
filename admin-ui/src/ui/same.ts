/** By content; properties that are absent equal those that are undefined. */
export function same(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

/** Equal for equal content, whatever the order of properties. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
