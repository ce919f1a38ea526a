/** What was pasted into a list, one key each: lines, or separated by commas, semicolons or tabs; each once. */
export function readKeys(text: string): string[] {
  return [...new Set(text.split(/[\n\r,;\t]+/).map((key) => key.trim().replace(/^"(.*)"$/, '$1')))].filter(
    Boolean,
  );
}

export function showKeys(keys: readonly string[]): string {
  return keys.join('\n');
}
