/**
 * The project that the server measures itself with. It stands in the same tables as any other, so that it goes the same way,
 * but nobody finds it: no project of that key can be created, reads of projects leave it out, `commit` refuses it, and
 * nothing that SDKs count there is kept. Why: docs/decisions/probe.md.
 */
export const HIDDEN_PROJECT = '$signalbox';

export function isHidden(project: string): boolean {
  return project === HIDDEN_PROJECT;
}
