import { refuse } from './problem.ts';

/** The version inside `"7"`. */
function versionOf(ifMatch: string): number {
  return Number(ifMatch.replaceAll('"', ''));
}

export function etag(version: number): string {
  return `"${version}"`;
}

/**
 * Refuses an edit that was made from another version than the one that stands, and shows that one, so that
 * nobody's work is overwritten unseen.
 */
export function demandVersion(
  ifMatch: string,
  what: string,
  current: { version: number; value: unknown },
): void {
  const expected = versionOf(ifMatch);
  if (expected === current.version) return;
  throw refuse(
    412,
    'version_conflict',
    `${what} was changed meanwhile: you edited version ${expected}, version ${current.version} stands now. ` +
      'Look at it, then make your edit again.',
    { expected, current: current.version, currentValue: current.value },
  );
}
