/** Each entry whose value an earlier one has already. */
export function duplicates<T>(
  entries: readonly T[],
  valueOf: (entry: T) => string,
): { index: number; value: string }[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const value = valueOf(entry);
    if (seen.has(value)) return [{ index, value }];
    seen.add(value);
    return [];
  });
}
