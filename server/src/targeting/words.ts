/** The first of some names, in quotes. */
export function listOf(names: ReadonlySet<string>): string {
  const shown = [...names].slice(0, 10).map((name) => `"${name}"`);
  return names.size > shown.length ? `${shown.join(', ')}, …` : shown.join(', ');
}
