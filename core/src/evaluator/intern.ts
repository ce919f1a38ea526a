/**
 * The engine's one copy of a text, as literals and names of properties are: looking a property up by it, or
 * comparing it with another such text, is then a matter of addresses.
 */
export function intern(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text;
}
